import { mediaPath, writeMedia } from '../media.ts';
import type {
  Attributes,
  ExportFormat,
  ExportItem,
  ExportLabel,
  ExportOptions,
  ExportProject,
  ExportResult,
  ExportSource,
  Geometry,
  ReportCounter,
} from '../model.ts';
import { pointsText } from '../geometry/parts-text.ts';
import { StoredPolygon } from '../geometry/stored-polygon.ts';
import { isFiniteGeometry } from '../shapes/finite.ts';
import { ELEMENT_SEPARATOR, elements, inChunks } from '../chunks.ts';
import { remembering } from '../text-of.ts';
import { coordinatesOf } from './coordinates.ts';

/**
 * One `export.json` in the published grouped form: datasets with their items, projects with their labels, and one
 * result per project and item. Fields that the form does not name stand after those that it names.
 */
export const avalaJson: ExportFormat = {
  name: 'avala-json-external',
  async write(source, sink, report, options) {
    await sink.entry('export.json', inChunks(documentOf(source, report, options)));
    if (!options.includeMedia) return;
    for await (const item of source.items({ results: false })) {
      await writeMedia(sink, item, mediaPath(item));
    }
  },
};

async function* documentOf(
  source: ExportSource,
  report: ReportCounter,
  options: ExportOptions,
): AsyncGenerator<string> {
  const info = {
    name: source.info.name,
    created_at: source.info.createdAt,
    format: 'avala-json-external',
    filter_query_string: source.info.filterQueryString,
  };
  yield `{"scheme_version":"1.0",\n"export_info":${JSON.stringify(info)},\n"datasets":[`;
  yield* datasets(source, report, options);
  yield `],\n"projects":${JSON.stringify(source.projects.map(projectObject))},\n"results":[`;
  yield* elements(results(source, report));
  yield ']}\n';
}

/** Every dataset in the order of `source.datasets`, also those without an item. */
async function* datasets(
  source: ExportSource,
  report: ReportCounter,
  options: ExportOptions,
): AsyncGenerator<string> {
  const places = new Map(source.datasets.map(({ uid }, place) => [uid, place]));
  let open = -1;
  let separator = '';
  for await (const item of source.items({ results: false })) {
    const place = places.get(item.datasetUid);
    if (place === undefined || place < open) {
      throw new Error(`Item ${item.uid} stands outside its dataset's place in the export`);
    }
    if (place > open) {
      yield between(source, open, place);
      open = place;
      separator = '\n';
    }
    yield separator + JSON.stringify(itemObject(item, options));
    separator = ',\n';
    if (options.includeMedia && !item.media) report.itemLost('media_missing', item);
    else report.item(item);
  }
  yield between(source, open, source.datasets.length);
}

/** Closes the dataset at `open`, passes over those without items, and opens the one at `next`. */
function between({ datasets }: ExportSource, open: number, next: number): string {
  let text = '';
  for (let place = open; place < next; place += 1) {
    if (place >= 0) text += ']}';
    const dataset = datasets[place + 1];
    if (!dataset) break;
    const head = JSON.stringify({ uid: dataset.uid, name: dataset.name });
    text += `${place >= 0 ? ',' : ''}\n${head.slice(0, -1)},"items":[`;
  }
  return text;
}

function itemObject(item: ExportItem, options: ExportOptions): object {
  return {
    uid: item.uid,
    ref_id: item.refId,
    metadata: item.metadata,
    key: item.key,
    width: item.width,
    height: item.height,
    ...(item.split === null ? {} : { split: item.split }),
    ...(options.includeMedia && item.media ? { file: mediaPath(item) } : {}),
  };
}

function projectObject({ uid, name, labels }: ExportProject): object {
  return {
    uid,
    name,
    labels: labels.map(({ name, color, classIndex, keypoints, skeleton }) => ({
      name,
      color,
      class_index: classIndex,
      ...(keypoints ? { keypoints } : {}),
      ...(skeleton ? { skeleton } : {}),
    })),
  };
}

/** What many annotations share, as JSON. */
interface Texts {
  label(label: ExportLabel): string;
  attributes(attributes: Attributes): string;
}

/** One text per item: a step of the iteration per result would cost more than a small text. */
async function* results(source: ExportSource, report: ReportCounter): AsyncGenerator<string> {
  const texts = {
    label: remembering(({ name }: ExportLabel) => JSON.stringify(name)),
    attributes: remembering((attributes: Attributes) => JSON.stringify(attributes)),
  };
  for await (const item of source.items({ results: true })) {
    const results = item.results.map((result) => resultText(item, result, texts, report));
    if (results.length > 0) yield results.join(ELEMENT_SEPARATOR);
  }
}

function resultText(
  item: ExportItem,
  { uid, projectUid, status, annotations }: ExportResult,
  texts: Texts,
  report: ReportCounter,
): string {
  let text = '';
  for (const { uid: own, label, geometry, attributes } of annotations) {
    if (!isFiniteGeometry(geometry)) {
      report.lost(geometry.type, 'not_finite', item);
      continue;
    }
    // Only relations refer to an annotation, and only to spans.
    const id = geometry.type === 'text_span' ? `"uid":"${own}",` : '';
    text += `${text === '' ? '' : ','}{${id}"label":${texts.label(label)},"type":"${geometry.type}","coordinates":${coordinatesText(geometry)},"attributes":${texts.attributes(attributes)}}`;
    report.written(geometry.type);
  }
  // Only said where it is not so: without annotations it would look like "nothing to see here".
  const pending = status === 'completed' ? '' : ',"status":"pending"';
  return `{"uid":"${uid}","dataset_item_uid":"${item.uid}","project_uid":"${projectUid}","annotations":[${text}]${pending}}`;
}

/** Plain boxes and polygons of one part are put together by hand: nearly all objects are. */
function coordinatesText(geometry: Geometry): string {
  if (geometry instanceof StoredPolygon && !geometry.partsText.includes('], [')) {
    return `{"vertices":${pointsText(geometry.partsText).slice(1, -1)}}`;
  }
  if (geometry.type !== 'bounding_box' || geometry.rotation) {
    return JSON.stringify(coordinatesOf(geometry));
  }
  const { x, y, width, height } = geometry;
  return `{"x":${x},"y":${y},"width":${width},"height":${height}}`;
}

import { mapClasses, type ClassMap, type ExportClass } from '../classes.ts';
import { mediaPath, writeMedia } from '../media.ts';
import type {
  ExportAnnotation,
  ExportFormat,
  ExportItem,
  ExportOptions,
  ExportSource,
  ReportCounter,
} from '../model.ts';
import { CHUNK_CHARACTERS, ELEMENT_SEPARATOR, elements, inChunks } from '../chunks.ts';
import { isEmpty } from '../text.ts';
import { cocoShape } from './fields.ts';
import { cocoKeypoints } from './keypoint-fields.ts';

/**
 * One `annotations/instances.json`, or `person_keypoints.json` for keypoints alone, with every image, also those without
 * an object; media under `images/`.
 */
export const coco: ExportFormat = {
  name: 'COCO',
  async write(source, sink, report, options) {
    const classes = mapClasses(source.projects, report);
    const text = documentOf(source, classes, report, options);
    const name = options.cocoTask === 'keypoints' ? 'person_keypoints' : 'instances';
    await sink.entry(`annotations/${name}.json`, inChunks(text));
    if (!options.includeMedia) return;
    for await (const item of source.items({ results: false })) {
      if (hasSize(item)) await writeMedia(sink, item, mediaPath(item));
    }
  },
};

/** Evaluators and trainers read the size of every image; COCO has no way to say that it is unknown. */
function hasSize(item: ExportItem): boolean {
  return Boolean(item.width && item.height);
}

async function* documentOf(
  source: ExportSource,
  classes: ClassMap,
  report: ReportCounter,
  options: ExportOptions,
): AsyncGenerator<string> {
  const info = { description: source.datasets.map(({ name }) => name).join(', ') };
  const keypoints = options.cocoTask === 'keypoints';
  const categories = classes.classes
    .filter(({ label }) => !keypoints || label.keypoints?.length)
    .map(category);
  yield `{"info":${JSON.stringify(info)},\n"licenses":[],\n`;
  yield `"categories":${JSON.stringify(categories)},\n"images":[`;
  yield* elements(images(source, report, options));
  yield '],\n"annotations":[';
  yield* elements(annotations(source, classes, report, keypoints ? cocoKeypoints : cocoShape));
  yield ']}\n';
}

/** Ids start at 1: readers take 0 for "no match". */
function category({ index, name, label, project }: ExportClass): object {
  return {
    id: index + 1,
    name,
    supercategory: project.name,
    ...(label.keypoints ? { keypoints: label.keypoints, skeleton: label.skeleton ?? [] } : {}),
  };
}

async function* images(
  source: ExportSource,
  report: ReportCounter,
  options: ExportOptions,
): AsyncGenerator<string> {
  let id = 0;
  for await (const item of source.items({ results: false })) {
    if (!hasSize(item)) {
      report.itemLost('size_unknown', item);
      continue;
    }
    const { entry, key, width, height, uid, metadata } = item;
    yield JSON.stringify({
      ...{ id: ++id, file_name: entry, width, height, sheaf_uid: uid },
      ...(key === entry ? {} : { sheaf_key: key }),
      ...(isEmpty(metadata) ? {} : { metadata }),
    });
    if (options.includeMedia && !item.media) report.itemLost('media_missing', item);
    else report.item(item);
  }
}

/** One text per item, or more: a step of the iteration per object would cost more than its text. */
async function* annotations(
  source: ExportSource,
  classes: ClassMap,
  report: ReportCounter,
  shapeOf: typeof cocoShape,
): AsyncGenerator<string> {
  let imageId = 0;
  let id = 0;
  for await (const item of source.items({ results: true })) {
    const listed = hasSize(item);
    if (listed) {
      imageId += 1;
      // A listed image without an object reads as "nothing to see here".
      if (!item.results.some(({ status }) => status === 'completed')) {
        report.itemChanged('not_completed', item);
      }
    }
    let text = '';
    for (const { projectUid, annotations } of item.results) {
      for (const annotation of annotations) {
        const { type } = annotation.geometry;
        const shape = listed ? shapeOf(annotation) : { lost: 'size_unknown' };
        if ('lost' in shape) {
          report.lost(type, shape.lost, item);
          continue;
        }
        const category = classes.indexOf(projectUid, annotation.label) + 1;
        const separator = text === '' ? '' : ELEMENT_SEPARATOR;
        text += `${separator}{"id":${++id},"image_id":${imageId},"category_id":${category},${shape.fields}${attributesField(annotation)}}`;
        report.written(type);
        for (const reason of shape.changed ?? []) report.changed(type, reason, item);
        // The run lengths of thousands of crowds would be too long for one text.
        if (text.length >= CHUNK_CHARACTERS) {
          yield text;
          text = '';
        }
      }
    }
    if (text !== '') yield text;
  }
}

/** `iscrowd` has a field of its own. */
function attributesField({ attributes }: ExportAnnotation): string {
  if (isEmpty(attributes)) return '';
  const { iscrowd, ...others } = attributes;
  // A value that the field cannot hold stays an attribute.
  const kept = typeof iscrowd === 'boolean' || iscrowd === undefined ? others : attributes;
  return isEmpty(kept) ? '' : `,"attributes":${JSON.stringify(kept)}`;
}

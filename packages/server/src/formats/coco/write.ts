import { mapClasses, type ClassMap, type ExportClass } from '../classes.ts';
import { mediaPath, writeMedia } from '../media.ts';
import type {
  Attributes,
  ExportFormat,
  ExportItem,
  ExportOptions,
  ExportSource,
  ReportCounter,
  Split,
} from '../model.ts';
import { CHUNK_CHARACTERS, ELEMENT_SEPARATOR, elements, inChunks } from '../chunks.ts';
import { isEmpty } from '../text.ts';
import { remembering } from '../text-of.ts';
import { cocoShape } from './fields.ts';
import { cocoKeypoints } from './keypoint-fields.ts';

/**
 * `annotations/instances.json` (`person_keypoints.json` for keypoints alone) with every image, also those without an
 * object; media under `images/`. Items that have a split stand in `annotations/instances_<split>.json` instead. Categories
 * are the same in every file, and ids go on from one to the next, so that files can be put together again.
 */
export const coco: ExportFormat = {
  name: 'COCO',
  async write(source, sink, report, options) {
    const classes = mapClasses(source.projects, report);
    const used = { images: 0, annotations: 0 };
    const splits = source.splits.length > 0 ? source.splits : [null];
    for (const split of splits) {
      // All items are faster to read than those of a split.
      const only = splits.length > 1 ? { split } : {};
      const text = documentOf({ source, only, used }, classes, report, options);
      await sink.entry(`annotations/${fileName(split, options)}`, inChunks(text));
    }
    if (!options.includeMedia) return;
    for await (const item of source.items({ results: false })) {
      if (hasSize(item)) await writeMedia(sink, item, mediaPath(item));
    }
  },
};

/** The items of one file, and the ids that are taken when it begins. */
interface Part {
  source: ExportSource;
  only: { split?: Split | null };
  used: { images: number; annotations: number };
}

function fileName(split: Split | null, { cocoTask }: ExportOptions): string {
  const name = cocoTask === 'keypoints' ? 'person_keypoints' : 'instances';
  return split === null ? `${name}.json` : `${name}_${split}.json`;
}

/** Evaluators and trainers read the size of every image; COCO has no way to say that it is unknown. */
function hasSize(item: ExportItem): boolean {
  return Boolean(item.width && item.height);
}

async function* documentOf(
  part: Part,
  classes: ClassMap,
  report: ReportCounter,
  options: ExportOptions,
): AsyncGenerator<string> {
  const info = { description: part.source.datasets.map(({ name }) => name).join(', ') };
  const keypoints = options.cocoTask === 'keypoints';
  const categories = classes.classes
    .filter(({ label }) => !keypoints || label.keypoints?.length)
    .map(category);
  yield `{"info":${JSON.stringify(info)},\n"licenses":[],\n`;
  yield `"categories":${JSON.stringify(categories)},\n"images":[`;
  yield* elements(images(part, report, options));
  yield '],\n"annotations":[';
  yield* elements(annotations(part, classes, report, keypoints ? cocoKeypoints : cocoShape));
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
  { source, only, used }: Part,
  report: ReportCounter,
  options: ExportOptions,
): AsyncGenerator<string> {
  let id = used.images;
  for await (const item of source.items({ results: false, ...only })) {
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
  { source, only, used }: Part,
  classes: ClassMap,
  report: ReportCounter,
  shapeOf: typeof cocoShape,
): AsyncGenerator<string> {
  const attributesOf = remembering(attributesField);
  for await (const item of source.items({ results: true, ...only })) {
    const listed = hasSize(item);
    if (listed) {
      used.images += 1;
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
        text += `${separator}{"id":${++used.annotations},"image_id":${used.images},"category_id":${category},${shape.fields}${attributesOf(annotation.attributes)}}`;
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
function attributesField(attributes: Attributes): string {
  if (isEmpty(attributes)) return '';
  const { iscrowd, ...others } = attributes;
  // A value that the field cannot hold stays an attribute.
  const kept = typeof iscrowd === 'boolean' || iscrowd === undefined ? others : attributes;
  return isEmpty(kept) ? '' : `,"attributes":${JSON.stringify(kept)}`;
}

import type { ClassMap, ExportClass } from '../classes.ts';
import { ELEMENT_SEPARATOR } from '../chunks.ts';
import type {
  Attributes,
  ExportItem,
  ExportOptions,
  ExportSource,
  ReportCounter,
  Spill,
  Split,
} from '../model.ts';
import { isEmpty } from '../text.ts';
import { TextBytes } from '../text-bytes.ts';
import { remembering } from '../text-of.ts';
import { cocoShape } from './fields.ts';
import { hasSize, imageText } from './image-text.ts';
import { cocoKeypoints } from './keypoint-fields.ts';

/** What one file is made of. */
export interface DocumentOrder {
  source: ExportSource;
  only: { split?: Split | null };
  classes: ClassMap;
  /** The ids that are taken when it begins; counted on. */
  used: { images: number; annotations: number };
  report: ReportCounter;
  options: ExportOptions;
}

/**
 * The text of a COCO file. Images stand behind the annotations, and wait for that in `later`, so that items are read
 * once.
 */
export async function* documentOf(order: DocumentOrder, later: Spill): AsyncGenerator<Buffer> {
  const { source, only, used, report, options } = order;
  const out = new TextBytes();
  const images = new TextBytes();
  const annotationsOf = annotationWriter(order, out);
  const before = used.images;
  out.text(`${headOf(order)}"annotations":[`);
  for await (const item of source.items({ results: true, ...only })) {
    if (hasSize(item)) {
      images.text(separator(used.images === before) + imageText(++used.images, item));
      if (images.full) await later.append(images.take());
      if (options.includeMedia && !item.media) report.itemLost('media_missing', item);
      else report.item(item);
    } else report.itemLost('size_unknown', item);
    yield* annotationsOf(item);
  }
  out.text('],\n"images":[');
  yield out.take();
  yield* later.read();
  images.text(']}\n');
  yield images.take();
}

function headOf({ source, classes, options }: DocumentOrder): string {
  const info = { description: source.datasets.map(({ name }) => name).join(', ') };
  const categories = classes.classes
    .filter(({ label }) => options.cocoTask !== 'keypoints' || label.keypoints?.length)
    .map(category);
  return `{"info":${JSON.stringify(info)},\n"licenses":[],\n"categories":${JSON.stringify(categories)},\n`;
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

/** Before the first element of a list, and before the others: one per line. */
const separator = (isFirst: boolean) => (isFirst ? '\n' : ELEMENT_SEPARATOR);

/** Gives a function that writes the annotations of an item, the last image, to `out`, and yields what is full. */
function annotationWriter(order: DocumentOrder, out: TextBytes) {
  const { classes, used, report, options } = order;
  const shapeOf = options.cocoTask === 'keypoints' ? cocoKeypoints : cocoShape;
  const attributesOf = remembering(attributesField);
  const before = used.annotations;
  return function* (item: ExportItem): Generator<Buffer> {
    const listed = hasSize(item);
    // A listed image without an object reads as "nothing to see here".
    if (listed && !item.results.some(({ status }) => status === 'completed')) {
      report.itemChanged('not_completed', item);
    }
    for (const { projectUid, annotations } of item.results) {
      for (const annotation of annotations) {
        const { type } = annotation.geometry;
        const shape = listed ? shapeOf(annotation) : { lost: 'size_unknown' };
        if ('lost' in shape) {
          report.lost(type, shape.lost, item);
          continue;
        }
        const category = classes.indexOf(projectUid, annotation.label) + 1;
        const start = separator(used.annotations === before);
        const ids = `"id":${++used.annotations},"image_id":${used.images},"category_id":${category}`;
        const end = `${attributesOf(annotation.attributes)}}`;
        if (shape.outline === undefined) out.text(`${start}{${ids},${shape.fields}${end}`);
        else {
          out.text(`${start}{${ids},${shape.fields},"segmentation":`);
          const area = out.parts(shape.outline);
          out.text(`,"area":${area}${end}`);
        }
        report.written(type);
        for (const reason of shape.changed ?? []) report.changed(type, reason, item);
        // The run lengths of thousands of crowds would be too much to wait for the end of the item.
        if (out.full) yield out.take();
      }
    }
  };
}

/** `iscrowd` has a field of its own. */
function attributesField(attributes: Attributes): string {
  if (isEmpty(attributes)) return '';
  const { iscrowd, ...others } = attributes;
  // A value that the field cannot hold stays an attribute.
  const kept = typeof iscrowd === 'boolean' || iscrowd === undefined ? others : attributes;
  return isEmpty(kept) ? '' : `,"attributes":${JSON.stringify(kept)}`;
}

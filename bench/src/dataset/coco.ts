import { annotationCounts } from './counts.ts';
import { annotationsOf, type MadeAnnotation } from './annotation.ts';
import { zipf } from './classes.ts';
import { hostileAnnotations, hostileImages, plainAnnotation } from './hostile.ts';
import { itemOf, type MadeItem } from './item.ts';
import { Tally, type Manifest } from './manifest.ts';
import type { Shape } from './tiers.ts';

export interface CocoOptions {
  seed: number;
  hostile: boolean;
}

/**
 * The text of an `instances_train.json` in the shape's counts, in pieces; what it holds is in `tally` once it has been
 * read to its end. Memory: two bytes per image.
 */
export function* cocoText(
  shape: Shape,
  { seed, hostile }: CocoOptions,
  tally: Tally,
): Generator<string> {
  const counts = annotationCounts(shape, seed);
  const shares = zipf(shape.classes.length);
  const info = { description: `Generated in the shape of ${shape.name}`, version: '1.0' };
  yield `{"info":${JSON.stringify(info)},"licenses":[{"id":1,"name":"none"}],\n"images":[`;
  let separator = '\n';
  for (let index = 0; index < shape.items; index += 1) {
    yield separator + imageText(itemOf(shape, seed, index));
    separator = ',\n';
  }
  const extra = hostile ? [...hostileImages(shape, seed)] : [];
  for (const image of extra) yield separator + image.json;
  yield '],\n"annotations":[';
  separator = '\n';
  let id = 0;
  const text = (imageId: number, annotation: MadeAnnotation) =>
    `${separator}{${bodyText(shape, imageId, annotation)},"id":${(id += 1)}}`;
  for (let index = 0; index < shape.items; index += 1) {
    const item = itemOf(shape, seed, index);
    const annotations = annotationsOf(shape, seed, shares, index, item, counts[index] ?? 0);
    tally.add(item, annotations);
    for (const annotation of annotations) {
      yield text(item.id, annotation);
      separator = ',\n';
    }
  }
  for (const image of extra) {
    if (image.accepted) tally.add(image.accepted, [plainAnnotation]);
    tally.hostile(image.kind, image.accepted ? {} : { items: 1, annotations: 1 });
    yield text(image.id, plainAnnotation);
  }
  for (const { kind, json } of hostile ? hostileAnnotations(shape, seed) : []) {
    tally.hostile(kind, { annotations: 1 });
    yield `${separator}{${json},"iscrowd":0,"id":${(id += 1)}}`;
  }
  yield `],\n"categories":${JSON.stringify(shape.classes.map(category))}}\n`;
}

const category = ({ id, name }: { id: number; name: string }) => ({
  supercategory: 'object',
  id,
  name,
});

/** COCO's own fields, then three that make slices worth while. */
function imageText({ id, key, width, height, metadata }: MadeItem): string {
  return JSON.stringify({
    license: 1 + (id % 8),
    file_name: key,
    coco_url: `http://images.cocodataset.org/train2017/${key}`,
    height,
    width,
    date_captured: '2013-11-14 11:18:45',
    id,
    ...metadata,
  });
}

function bodyText(shape: Shape, imageId: number, annotation: MadeAnnotation): string {
  const { rank, box, polygon, crowd, occluded } = annotation;
  const segmentation = crowd
    ? `{"counts":[${crowd.counts.join(',')}],"size":[${crowd.size.join(',')}]}`
    : polygon
      ? `[[${polygon.join(',')}]]`
      : '[]';
  const area = Math.round(box[2] * box[3] * 100) / 100;
  return (
    `"segmentation":${segmentation},"area":${area},"iscrowd":${crowd ? 1 : 0},"image_id":${imageId},` +
    `"bbox":[${box.join(',')}],"category_id":${shape.classes[rank]?.id ?? 0},"attributes":{"occluded":${occluded}}`
  );
}

/** Makes the whole text and throws it away: for tests, and to know what a file will hold. */
export function countText(shape: Shape, options: CocoOptions): Manifest {
  const tally = new Tally(shape, options.seed);
  for (const piece of cocoText(shape, options, tally)) tally.manifest.bytes += piece.length;
  return tally.manifest;
}

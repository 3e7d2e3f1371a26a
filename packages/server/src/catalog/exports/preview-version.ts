import type { Shape } from '../../formats/fidelity/model.ts';
import type { ExportAnnotation } from '../../formats/model.ts';
import type { Context } from '../context.ts';
import { mapLimit } from '../imports/batch/map-limit.ts';
import type { SnapshotItem } from '../versions/snapshot/model.ts';
import { openSnapshot } from '../versions/snapshot/open.ts';
import { readLines } from '../versions/snapshot/read.ts';
import type { CheckedExport } from './check.ts';
import { fidelityOf } from './fidelity.ts';
import { mediaOf } from './items.ts';
import type { ExportPreview } from './preview.ts';

/** Items that are looked at, the oldest: less than a second. Of more they are taken as a sample. */
const MOST_ITEMS = 10_000;
/** Files whose size is asked for at a time. */
const AT_ONCE = 16;

/** What an export of a version would hold, by what was kept when it was published. Throws `not_found`. */
export async function previewVersion(
  ctx: Context,
  versionUid: string,
  { format, options, includeMedia }: CheckedExport,
): Promise<ExportPreview> {
  const { snapshot, head } = await openSnapshot(ctx, ctx.db, versionUid);
  const counts = new Map<Shape, number>();
  const media: SnapshotItem['media'][] = [];
  for await (const line of readLines(ctx.store, snapshot)) {
    const item = JSON.parse(line) as SnapshotItem;
    media.push(item.media);
    for (const annotation of item.results.flatMap((result) => result.annotations)) {
      const shape = shapeOf(annotation);
      counts.set(shape, (counts.get(shape) ?? 0) + 1);
    }
    if (media.length === MOST_ITEMS) break;
  }
  const scaled = (count: number) =>
    media.length === 0 ? 0 : Math.round((count * head.items) / media.length);
  return {
    fidelity: fidelityOf(format, options),
    items: head.items,
    withoutMedia: scaled(media.filter((one) => one === null).length),
    mediaBytes: includeMedia ? scaled(await bytesOf(ctx, media)) : 0,
    kinds: [...counts]
      .map(([shape, count]) => ({ shape, count: scaled(count) }))
      .sort((a, b) => b.count - a.count),
    // A version holds what was confirmed.
    proposed: 0,
    estimated: media.length < head.items,
  };
}

async function bytesOf(ctx: Context, media: readonly SnapshotItem['media'][]): Promise<number> {
  const sizes = await mapLimit(media, AT_ONCE, async (one) => {
    const found = await mediaOf(ctx, { media: one, content_type: null, content_sha256: null });
    return found?.size ?? 0;
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The kind of an annotation, as the formats tell them apart. */
function shapeOf({
  geometry,
  attributes,
}: Pick<ExportAnnotation, 'geometry' | 'attributes'>): Shape {
  if (attributes['iscrowd'] === true) return 'crowd';
  switch (geometry.type) {
    case 'bounding_box':
      return (geometry.rotation ?? 0) === 0 ? 'box' : 'rotated_box';
    case 'polygon':
      return geometry.parts.length > 1 ? 'polygon_parts' : 'polygon';
    case 'segmentation_mask':
      return 'mask';
    default:
      return geometry.type;
  }
}

import type { ExportAnnotation, Keypoint, Keypoints } from '../../model.ts';
import { boxRow, isWithin, written, type Row, type Size } from './row.ts';
import { boxOf } from './shape.ts';

/** A point that is not labelled. */
const NOTHING = '0 0 0';

/**
 * `cx cy w h` and `x y visibility` for each of `count` points. An object without keypoints is its box, with no point
 * labelled.
 */
export function poseRow(annotation: ExportAnnotation, size: Size, count: number): Row {
  const { geometry } = annotation;
  const box = boxOf(annotation);
  if ('lost' in box) return box;
  const row = boxRow(box.shape, size);
  if ('lost' in row) return row;
  const points = geometry.type === 'keypoints' ? geometry.points : [];
  const places = points.slice(0, count).map((point) => placeOf(point, size));
  while (places.length < count) places.push(NOTHING);
  const changed =
    geometry.type === 'keypoints'
      ? pointsChanged(geometry, size, count)
      : [...(box.changed ? [box.changed] : []), 'keypoints_missing'];
  return { numbers: [row.numbers, ...places].join(' '), changed: [...changed, ...row.changed] };
}

function placeOf([x, y, visibility]: Keypoint, { width, height }: Size): string {
  if (visibility === 0 || !isWithin([x, y], width, height)) return NOTHING;
  return `${written(x / width)} ${written(y / height)} ${visibility}`;
}

function pointsChanged(
  { points, parts }: Keypoints,
  { width, height }: Size,
  count: number,
): string[] {
  const labelled = points.map(([x, y, visibility]) => ({ place: [x, y], visibility }));
  const changed: string[] = [];
  if (parts?.length) changed.push('outline_dropped');
  if (labelled.slice(count).some(({ visibility }) => visibility > 0)) changed.push('keypoints_cut');
  const isOut = ({ place, visibility }: { place: number[]; visibility: number }) =>
    visibility > 0 && !isWithin(place, width, height);
  if (labelled.slice(0, count).some(isOut)) changed.push('keypoint_outside_image');
  return changed;
}

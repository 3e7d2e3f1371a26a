import { isPossible } from '../shapes/passage.ts';
import type {
  BoundingBox,
  Geometry,
  Keypoints,
  Passage,
  Polygon,
  SegmentationMask,
} from '../model.ts';
import { boxAround, clipBox, enclosingBox, isUpright, overhang } from './box.ts';
import { clipRing } from './clip.ts';
import { countsBox, decodeCounts } from './rle.ts';

/** Pixels that a shape may reach over the border without being touched: rounding, and half-pixel conventions. */
export const FIT_TOLERANCE = 1;

/** Either `refused` with its code, or the geometry to keep, with the code of what was `changed`, if anything. */
export interface Fit {
  geometry?: Geometry;
  changed?: string;
  refused?: string;
}

/**
 * Fits a geometry in pixels into the displayed image of `width` x `height` pixels.
 *
 * - Refused: `not_finite`; `zero_area`; `box_outside_image` when nothing of it lies inside;
 *   `mask_size_mismatch` when a mask is not of the image's size; `span_invalid` when a passage ends before it begins.
 * - Changed, when it reaches out by more than 1 px: `box_clipped`, `polygon_clipped`; `keypoint_outside_image` when
 *   a point lies outside (it becomes not labelled).
 * - Kept as they are when partly outside: turned boxes (cutting one gives another shape) and polylines. Cuboids,
 *   classifications and passages have no place in the image.
 */
export function fitToImage(geometry: Geometry, width: number, height: number): Fit {
  switch (geometry.type) {
    case 'classification':
      return { geometry };
    case 'cuboid':
      return cuboidIsFinite(geometry) ? { geometry } : { refused: 'not_finite' };
    case 'text_span':
    case 'text_relation':
    case 'audio_span':
    case 'transcript':
      return isPossible(geometry) ? { geometry } : { refused: 'span_invalid' };
    case 'segmentation_mask':
      return fitMask(geometry, width, height);
    case 'keypoints':
      return fitKeypoints(geometry, width, height);
    default:
      return fitOutline(geometry, width, height);
  }
}

function fitOutline(
  geometry: Exclude<Geometry, SegmentationMask | Keypoints | Passage>,
  width: number,
  height: number,
): Fit {
  const box = enclosingBox(geometry);
  if (!box) return { refused: 'not_finite' };
  if (geometry.type === 'polyline') return touches(box, width, height) ? { geometry } : outside;
  if (!(box[2] > 0 && box[3] > 0)) return { refused: 'zero_area' };
  if (geometry.type === 'bounding_box' && !(geometry.width > 0 && geometry.height > 0)) {
    return { refused: 'zero_area' };
  }
  if (!clipBox(box, width, height)) return outside;
  if (overhang(box, width, height) <= FIT_TOLERANCE) return { geometry: withFiniteBox(geometry) };
  if (geometry.type === 'bounding_box') return clipUpright(geometry, width, height);
  return geometry.type === 'polygon' ? clipPolygon(geometry, width, height) : { geometry };
}

const outside: Fit = { refused: 'box_outside_image' };

function touches(
  [x, y, w, h]: readonly number[] & [number, number, number, number],
  width: number,
  height: number,
) {
  return x <= width && y <= height && x + w >= 0 && y + h >= 0;
}

function clipUpright(box: BoundingBox, width: number, height: number): Fit {
  if (!isUpright(box)) return { geometry: box };
  const clipped = clipBox([box.x, box.y, box.width, box.height], width, height);
  if (!clipped) return outside;
  const [x, y, w, h] = clipped;
  return { geometry: { ...box, x, y, width: w, height: h }, changed: 'box_clipped' };
}

function clipPolygon(polygon: Polygon, width: number, height: number): Fit {
  const parts = clipRings(polygon.parts, width, height);
  const box = boxAround(...parts);
  if (!box) return outside;
  return { geometry: { type: 'polygon', parts, box }, changed: 'polygon_clipped' };
}

const clipRings = (rings: number[][], width: number, height: number) =>
  rings.flatMap((ring) => {
    const clipped = clipRing(ring, width, height);
    return clipped ? [clipped] : [];
  });

/** A polygon's stated box is an extra: when it is not usable the outline's own takes its place. */
function withFiniteBox<T extends Geometry>(geometry: T): Geometry {
  if (geometry.type !== 'polygon' || geometry.box.every(Number.isFinite)) return geometry;
  return { ...geometry, box: boxAround(...geometry.parts) ?? [0, 0, 0, 0] };
}

function fitMask(mask: SegmentationMask, width: number, height: number): Fit {
  const [maskHeight, maskWidth] = mask.size;
  if (maskHeight !== height || maskWidth !== width) return { refused: 'mask_size_mismatch' };
  const [, , w, h] = mask.box;
  const usable = mask.box.every(Number.isFinite) && w > 0 && h > 0;
  if (usable && overhang(mask.box, width, height) <= FIT_TOLERANCE) return { geometry: mask };
  const box = countsBox(decodeCounts(mask.counts) ?? [], height);
  if (box[2] === 0) return { refused: 'zero_area' };
  return { geometry: { ...mask, box }, changed: 'box_recomputed' };
}

function fitKeypoints(shape: Keypoints, width: number, height: number): Fit {
  if (!shape.points.every((point) => point.every(Number.isFinite)))
    return { refused: 'not_finite' };
  let moved = false;
  const points = shape.points.map((point): [number, number, number] => {
    const [x, y, stated] = point;
    // Readers know 0, 1 and 2.
    const visibility = stated > 1 ? 2 : stated > 0 ? 1 : 0;
    const inside = overhang([x, y, 0, 0], width, height) <= FIT_TOLERANCE;
    if (visibility === 0 || inside) return [x, y, visibility];
    moved = true;
    return [0, 0, 0];
  });
  const seen = points.filter(([, , visibility]) => visibility > 0);
  const around = boxAround(seen.flatMap(([x, y]) => [x, y]));
  if (!around) return outside;
  const stated = shape.box.every(Number.isFinite) ? shape.box : around;
  const reach = overhang(stated, width, height);
  const box = reach > FIT_TOLERANCE ? (clipBox(stated, width, height) ?? around) : stated;
  const outline = boxAround(...(shape.parts ?? []));
  const cut = outline !== undefined && overhang(outline, width, height) > FIT_TOLERANCE;
  const parts = cut && shape.parts ? clipRings(shape.parts, width, height) : shape.parts;
  const geometry: Keypoints = {
    type: 'keypoints',
    points,
    box,
    ...(parts?.length ? { parts } : {}),
  };
  const changed = moved ? 'keypoint_outside_image' : cut ? 'polygon_clipped' : 'box_clipped';
  return moved || cut || reach > FIT_TOLERANCE ? { geometry, changed } : { geometry };
}

function cuboidIsFinite(cuboid: Extract<Geometry, { type: 'cuboid' }>): boolean {
  const { center, dimensions, rotation } = cuboid;
  return [center, dimensions, rotation].every((part) => Object.values(part).every(Number.isFinite));
}

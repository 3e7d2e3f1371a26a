import { clipBox, corners } from '../../geometry/box.ts';
import { countsFill, countsHullPoints, decodeCounts } from '../../geometry/rle.ts';
import { smallestRectangle, turnedInside } from '../../geometry/turned.ts';
import type { ExportAnnotation, SegmentationMask } from '../../model.ts';
import { ringArea } from '../../shapes/area.ts';
import { rectangle } from '../../shapes/rectangle.ts';
import { isWithin, written, type Row, type Size } from './row.ts';
import { whyNot, type YoloShape } from './shape.ts';

/** `x1 y1 x2 y2 x3 y3 x4 y4`: a turned box inside the image, clockwise from its own top left corner. */
export function cornerRow(annotation: ExportAnnotation, { width, height }: Size): Row {
  const around = cornersOf(annotation);
  if ('lost' in around) return around;
  const { shape, changed } = around;
  if (!(ringArea(shape) > 0)) return { lost: 'zero_area' };
  const whole = isWithin(shape, width, height);
  const inside = whole ? shape : cut(annotation, shape, { width, height });
  if (!inside) return { lost: 'outside_image' };
  const points: string[] = [];
  for (let i = 0; i < inside.length; i += 2) {
    points.push(`${written((inside[i] ?? 0) / width)} ${written((inside[i + 1] ?? 0) / height)}`);
  }
  // Two corners in one place, after rounding: no reader sees a box.
  if (new Set(points).size < points.length) return { lost: 'zero_area' };
  const reasons = [...(changed ? [changed] : []), ...(whole ? [] : ['clipped'])];
  return { numbers: points.join(' '), changed: reasons };
}

/** The four corners of an object, in pixels. */
function cornersOf({ geometry, attributes }: ExportAnnotation): YoloShape<number[]> {
  const refused = whyNot(geometry, attributes);
  if (refused) return { lost: refused };
  switch (geometry.type) {
    case 'bounding_box':
      return geometry.width > 0 && geometry.height > 0
        ? { shape: corners(geometry) }
        : { lost: 'zero_area' };
    case 'polygon':
      return geometry.parts.some((part) => ringArea(part) > 0)
        ? { shape: smallestRectangle(geometry.parts.flat()), changed: 'polygon_to_rotated_box' }
        : { lost: 'zero_area' };
    case 'segmentation_mask':
      return aroundMask(geometry);
    case 'keypoints':
      return { shape: rectangle(geometry.box), changed: 'keypoints_to_box' };
    default:
      return { lost: 'type_not_supported' };
  }
}

/** Masks whose runs are broken still have a box. */
function aroundMask({ counts, size: [height, width], box }: SegmentationMask): YoloShape<number[]> {
  const runs = decodeCounts(counts);
  const points = runs && countsFill(runs, height, width) ? countsHullPoints(runs, height) : [];
  return points.length > 0
    ? { shape: smallestRectangle(points), changed: 'mask_to_rotated_box' }
    : { shape: rectangle(box), changed: 'mask_to_box' };
}

/** The part inside the image, as a box. */
function cut({ geometry }: ExportAnnotation, shape: number[], { width, height }: Size) {
  if (geometry.type === 'bounding_box' && !geometry.rotation) {
    const { x, y } = geometry;
    const box = clipBox([x, y, geometry.width, geometry.height], width, height);
    return box && rectangle(box);
  }
  return turnedInside(shape, width, height);
}

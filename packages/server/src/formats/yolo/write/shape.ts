import { boxAround, corners } from '../../geometry/box.ts';
import type { Box, ExportAnnotation, Geometry } from '../../model.ts';
import { isFiniteGeometry } from '../../shapes/finite.ts';
import { rectangle } from '../../shapes/rectangle.ts';
import { maskRings } from './mask-rings.ts';

/** What a row is made of, in pixels, with what had to be changed; or why there is no row. */
export type YoloShape<T> = { shape: T; changed?: string } | { lost: string };

/** The upright box of an object. */
export function boxOf({ geometry, attributes }: ExportAnnotation): YoloShape<Box> {
  const refused = whyNot(geometry, attributes);
  if (refused) return { lost: refused };
  switch (geometry.type) {
    case 'bounding_box': {
      const { x, y, width, height, rotation } = geometry;
      if (!rotation) return { shape: [x, y, width, height] };
      const shape = boxAround(corners(geometry));
      return shape ? { shape, changed: 'rotated_box_to_box' } : { lost: 'not_finite' };
    }
    case 'polygon':
      return { shape: geometry.box, changed: 'polygon_to_box' };
    case 'segmentation_mask':
      return { shape: geometry.box, changed: 'mask_to_box' };
    case 'keypoints':
      return { shape: geometry.box, changed: 'keypoints_to_box' };
    default:
      return { lost: 'type_not_supported' };
  }
}

/** The outline of an object: one closed ring or more. */
export function ringsOf({ geometry, attributes }: ExportAnnotation): YoloShape<number[][]> {
  const refused = whyNot(geometry, attributes);
  if (refused) return { lost: refused };
  switch (geometry.type) {
    case 'bounding_box':
      return { shape: [corners(geometry)], changed: 'box_to_polygon' };
    case 'polygon':
      return { shape: geometry.parts };
    case 'segmentation_mask':
      return maskRings(geometry);
    case 'keypoints':
      return geometry.parts?.length
        ? { shape: geometry.parts, changed: 'keypoints_to_polygon' }
        : { shape: [rectangle(geometry.box)], changed: 'keypoints_to_polygon' };
    default:
      return { lost: 'type_not_supported' };
  }
}

/** Why an object has no row, whatever the task. */
export function whyNot(geometry: Geometry, attributes: ExportAnnotation['attributes']) {
  if (!isFiniteGeometry(geometry)) return 'not_finite';
  // A row always means one object; a crowd region is many.
  return attributes['iscrowd'] === true ? 'crowd_not_supported' : undefined;
}

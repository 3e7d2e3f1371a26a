import { corners } from '../../geometry/box.ts';
import type { Box, ExportAnnotation, Geometry } from '../../model.ts';
import { isFiniteGeometry } from '../../shapes/finite.ts';
import { rectangle } from '../../shapes/rectangle.ts';
import { uprightBox } from '../../shapes/upright.ts';
import { maskRings } from './mask-rings.ts';

/** What a row is made of, in pixels, with what had to be changed; or why there is no row. */
export type YoloShape<T> = { shape: T; changed?: string } | { lost: string };

/** The upright box of an object. */
export function boxOf({ geometry, attributes }: ExportAnnotation): YoloShape<Box> {
  const refused = whyNot(geometry, attributes);
  return refused ? { lost: refused } : uprightBox(geometry);
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

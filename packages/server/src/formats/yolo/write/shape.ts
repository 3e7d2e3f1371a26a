import { corners } from '../../geometry/box.ts';
import type { Box, ExportAnnotation } from '../../model.ts';
import { isFiniteGeometry } from '../../shapes/finite.ts';
import { rectangle } from '../../shapes/rectangle.ts';
import { uprightBox } from '../../shapes/upright.ts';

/** What a row is made of, in pixels, with what had to be changed; or why there is no row. */
export type YoloShape<T> = { shape: T; changed?: string } | { lost: string };

/** The upright box of an object. */
export function boxOf({ geometry, attributes }: ExportAnnotation): YoloShape<Box> {
  const upright = uprightBox(geometry);
  const isBroken = 'lost' in upright && upright.lost === 'not_finite';
  return isCrowd(attributes) && !isBroken ? CROWD : upright;
}

/** The outline of an object: one closed ring or more. */
export function ringsOf({ geometry, attributes }: ExportAnnotation): YoloShape<number[][]> {
  if (!isFiniteGeometry(geometry)) return { lost: 'not_finite' };
  if (isCrowd(attributes)) return CROWD;
  switch (geometry.type) {
    case 'bounding_box':
      return { shape: [corners(geometry)], changed: 'box_to_polygon' };
    case 'polygon':
      return { shape: geometry.parts };
    case 'segmentation_mask':
      return { shape: [rectangle(geometry.box)], changed: 'mask_to_box' };
    case 'keypoints':
      return geometry.parts?.length
        ? { shape: geometry.parts, changed: 'keypoints_to_polygon' }
        : { shape: [rectangle(geometry.box)], changed: 'keypoints_to_polygon' };
    default:
      return { lost: 'type_not_supported' };
  }
}

/** A row always means one object; a crowd region is many. */
const CROWD = { lost: 'crowd_not_supported' };
const isCrowd = (attributes: ExportAnnotation['attributes']) => attributes['iscrowd'] === true;

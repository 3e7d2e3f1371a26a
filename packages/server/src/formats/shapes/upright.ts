import { boxAround, corners } from '../geometry/box.ts';
import type { Box, Geometry } from '../model.ts';
import { isFiniteGeometry } from './finite.ts';

/** A box in pixels, with what had to be changed to have one; or why there is none. */
export type Upright = { shape: Box; changed?: string } | { lost: string };

/** The upright box of an object, for formats that hold nothing else. Crowds are not looked at. */
export function uprightBox(geometry: Geometry): Upright {
  if (!isFiniteGeometry(geometry)) return { lost: 'not_finite' };
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

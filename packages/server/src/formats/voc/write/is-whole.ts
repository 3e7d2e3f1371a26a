import { boxAround } from '../../geometry/box.ts';
import type { Geometry, Polygon } from '../../model.ts';
import type { Size } from './corners.ts';

/** Whether a shape of whole pixels inside the image says all of the geometry. `size` 0: not known. */
export function isWhole(geometry: Geometry, { width, height }: Size): boolean {
  switch (geometry.type) {
    case 'bounding_box': {
      const { x, y, rotation } = geometry;
      if (rotation !== undefined) return false;
      // An odd circle has its centre between two pixels.
      const even = geometry.width % 2 === 0 || geometry.width !== geometry.height;
      const inside = width === 0 || (x + geometry.width <= width && y + geometry.height <= height);
      return (
        even && inside && areWhole([x, y, geometry.width, geometry.height]) && x >= 0 && y >= 0
      );
    }
    case 'polygon':
      return isPlainRing(geometry);
    case 'polyline':
      return areWhole(geometry.vertices.flat());
    case 'keypoints': {
      const { points, box, parts } = geometry;
      const [point] = points;
      if (!point || points.length > 1 || parts) return false;
      const [x, y, visibility] = point;
      return (
        visibility === 2 && areWhole([x, y]) && box[0] === x && box[1] === y && !box[2] && !box[3]
      );
    }
    default:
      return false;
  }
}

/** One ring that is not closed by its first point, with the box around it. */
function isPlainRing({ parts, box }: Polygon): boolean {
  const [ring = []] = parts;
  if (parts.length !== 1 || !areWhole(ring)) return false;
  if (ring[0] === ring.at(-2) && ring[1] === ring.at(-1)) return false;
  const around = boxAround(ring);
  return around !== undefined && around.every((value, at) => value === box[at]);
}

const areWhole = (numbers: readonly number[]) => numbers.every(Number.isSafeInteger);

import { enclosingBox } from '../formats/geometry/box.ts';
import type { Box, Geometry } from '../formats/model.ts';
import { isEqual } from './equal.ts';
import type { CompareOptions } from './model.ts';

/**
 * Whether two geometries say the same. Where the formats differ, a shape is also the same as the box around it, and an
 * outline as one of another number of parts: that is what writing it in the other format made of it.
 */
export function isSameShape(a: Geometry, b: Geometry, options: CompareOptions): boolean {
  const { tolerance, mixed } = options;
  if (!mixed) return isEqual(a, b, tolerance);
  if (a.type === 'polygon' && b.type === 'polygon' && a.parts.length === b.parts.length) {
    return isEqual(a.parts, b.parts, tolerance);
  }
  if (isEqual(a, b, tolerance)) return true;
  const isExact = a.type === b.type && a.type !== 'bounding_box' && a.type !== 'polygon';
  const [one, other] = [footprint(a), footprint(b)];
  // A corner is a sum of two numbers that were rounded.
  return !isExact && !!one && !!other && isEqual(edges(one), edges(other), 2 * tolerance);
}

/** 0 to 1: by how much the boxes around two shapes of one type overlap. */
export function overlap(a: Geometry, b: Geometry, { mixed }: CompareOptions): number {
  if (a.type !== b.type && !mixed) return 0;
  const [one, other] = [footprint(a), footprint(b)];
  return one && other ? intersectionOverUnion(one, other) : 0;
}

/** The upright box around a shape; of a cuboid its rectangle on the ground, yaw aside. */
function footprint(geometry: Geometry): Box | undefined {
  if (geometry.type !== 'cuboid') return enclosingBox(geometry);
  const { center, dimensions } = geometry;
  const { length, width } = dimensions;
  return [center.x - length / 2, center.y - width / 2, length, width];
}

const edges = ([x, y, width, height]: Box) => [x, y, x + width, y + height];

function intersectionOverUnion(a: Box, b: Box): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return Math.min(1, shared / (a[2] * a[3] + b[2] * b[3] - shared));
}

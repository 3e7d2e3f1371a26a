import { ringArea } from '../shapes/area.ts';
import { clipRing } from './clip.ts';
import { convexHull } from './hull.ts';
import { shrinkInto } from './shrink.ts';

/** Part of an area or of an image's size that floating point may be off by. */
const ROUNDING = 1e-9;

/**
 * The corners `[x1, y1, …, x4, y4]` of the smallest rectangle around points, clockwise from the one at the top left;
 * upright where that is as small. One side of it lies on the convex hull.
 */
export function smallestRectangle(points: readonly number[]): number[] {
  return rectanglesAround(points).reduce((best, next) =>
    ringArea(next) < ringArea(best) * (1 - ROUNDING) ? next : best,
  );
}

/**
 * A rectangle inside the image for one (by its four corners) that reaches out of it: the turned one cut back along its
 * own sides, or one around the part that is seen, whichever has more in common with that part. Undefined when nothing
 * of it is seen.
 */
export function turnedInside(
  corners: readonly number[],
  width: number,
  height: number,
): number[] | undefined {
  const seen = clipRing(corners, width, height);
  if (!seen) return undefined;
  const area = ringArea(seen);
  let best: number[] | undefined;
  let most = 0;
  const take = (rectangle: number[], common: number) => {
    if (common > most) [best, most] = [rectangle, common];
  };
  for (const around of rectanglesAround(seen)) {
    if (isInside(around, width, height)) take(around, area / ringArea(around));
  }
  const shrunk = shrinkInto(corners, width, height);
  if (shrunk) take(shrunk, ringArea(shrunk) / area);
  return best;
}

/** The upright rectangle around points, then one along every side of their hull. */
function rectanglesAround(points: readonly number[]): number[][] {
  const hull = convexHull(points);
  const rectangles = [rectangleAlong(hull.length > 0 ? hull : points, 0)];
  for (let i = 0; i + 1 < hull.length; i += 2) {
    const [x = 0, y = 0, nextX = hull[0] ?? 0, nextY = hull[1] ?? 0] = hull.slice(i, i + 4);
    const angle = Math.atan2(nextY - y, nextX - x);
    // The same rectangle by its nearest to upright angle, so that the first corner is the one at the top left.
    rectangles.push(rectangleAlong(hull, angle - Math.round(angle / QUARTER) * QUARTER));
  }
  return rectangles;
}

const QUARTER = Math.PI / 2;

/** The rectangle around points whose upper side points into the direction of `angle` (radians, clockwise). */
function rectangleAlong(points: readonly number[], angle: number): number[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [x, y] = [points[i] ?? 0, points[i + 1] ?? 0];
    const [along, across] = [x * cos + y * sin, y * cos - x * sin];
    left = Math.min(left, along);
    right = Math.max(right, along);
    top = Math.min(top, across);
    bottom = Math.max(bottom, across);
  }
  const turned = [left, top, right, top, right, bottom, left, bottom];
  return turned.map((value, i) =>
    i % 2 === 0
      ? value * cos - (turned[i + 1] ?? 0) * sin
      : (turned[i - 1] ?? 0) * sin + value * cos,
  );
}

function isInside(ring: readonly number[], width: number, height: number): boolean {
  return ring.every((value, i) => {
    const length = i % 2 === 0 ? width : height;
    return value >= -ROUNDING * length && value <= length * (1 + ROUNDING);
  });
}

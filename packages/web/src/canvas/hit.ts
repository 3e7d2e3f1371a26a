import type { Drawn } from './draw.ts';
import { boundsOf, cornersOf, pointsOf, type Geometry, type Point } from './geometry.ts';

/** The smallest annotation under a point of the image; `near` is how far beside a line still counts, in image pixels. */
export function hit(annotations: readonly Drawn[], point: Point, near: number): Drawn | undefined {
  let best: { annotation: Drawn; area: number } | undefined;
  for (const annotation of annotations) {
    if (!isAt(annotation.geometry, point, near)) continue;
    const [, , width = 0, height = 0] = boundsOf(annotation.geometry) ?? [];
    const area = width * height;
    if (!best || area < best.area) best = { annotation, area };
  }
  return best?.annotation;
}

function isAt(geometry: Geometry, point: Point, near: number): boolean {
  switch (geometry.type) {
    case 'bounding_box':
      return isInside(cornersOf(geometry), point) || isNear(cornersOf(geometry), point, near, true);
    case 'polygon': {
      const rings = geometry.parts.map(pointsOf);
      const inside = rings.filter((ring) => isInside(ring, point)).length % 2 === 1;
      return inside || rings.some((ring) => isNear(ring, point, near, true));
    }
    case 'polyline':
      return isNear(geometry.vertices, point, near, false);
    default: {
      const bounds = boundsOf(geometry);
      if (!bounds) return false;
      const [x, y, width, height] = bounds;
      return point[0] >= x && point[1] >= y && point[0] <= x + width && point[1] <= y + height;
    }
  }
}

/** By the even-odd rule. */
export function isInside(ring: readonly Point[], [x, y]: Point): boolean {
  let inside = false;
  let previous = ring.at(-1);
  for (const current of ring) {
    if (previous && current[1] > y !== previous[1] > y) {
      const slope = (previous[0] - current[0]) / (previous[1] - current[1]);
      if (x < current[0] + (y - current[1]) * slope) inside = !inside;
    }
    previous = current;
  }
  return inside;
}

function isNear(line: readonly Point[], point: Point, near: number, closed: boolean): boolean {
  let previous = closed ? line.at(-1) : undefined;
  for (const current of line) {
    if (previous && distance(point, previous, current) <= near) return true;
    previous = current;
  }
  return false;
}

/** From a point to a piece of a line. */
function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along =
    length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

type Point = readonly [x: number, y: number];

/** One side of the image: how far inside a point lies, and where a line from a to b meets the side. */
interface Side {
  depth(point: Point): number;
  axis: 0 | 1;
  at: number;
}

/**
 * The part of a closed ring `[x1, y1, …]` inside an image of `width` x `height`, after Sutherland and Hodgman; a ring
 * that falls apart stays one ring, joined along the border. Undefined when nothing with an area is left.
 */
export function clipRing(
  ring: readonly number[],
  width: number,
  height: number,
): number[] | undefined {
  const sides: Side[] = [
    { depth: ([x]) => x, axis: 0, at: 0 },
    { depth: ([x]) => width - x, axis: 0, at: width },
    { depth: ([, y]) => y, axis: 1, at: 0 },
    { depth: ([, y]) => height - y, axis: 1, at: height },
  ];
  const points: Point[] = [];
  for (let i = 0; i + 1 < ring.length; i += 2) points.push([ring[i] ?? 0, ring[i + 1] ?? 0]);
  const inside = sides.reduce(clipBySide, points);
  return ringArea(inside) > 0 ? inside.flat() : undefined;
}

function clipBySide(points: Point[], side: Side): Point[] {
  const kept: Point[] = [];
  points.forEach((point, i) => {
    const before = points.at(i - 1) ?? point;
    const [depth, depthBefore] = [side.depth(point), side.depth(before)];
    if (depth >= 0 !== depthBefore >= 0) {
      kept.push(meet(before, point, depthBefore / (depthBefore - depth), side));
    }
    if (depth >= 0) kept.push(point);
  });
  return kept;
}

function meet(a: Point, b: Point, share: number, side: Side): Point {
  const other = side.axis === 0 ? 1 : 0;
  const between = a[other] + (b[other] - a[other]) * share;
  return side.axis === 0 ? [side.at, between] : [between, side.at];
}

/** Area of a simple ring, by the shoelace formula. */
function ringArea(points: readonly Point[]): number {
  let twice = 0;
  points.forEach(([x, y], i) => {
    const [xBefore, yBefore] = points.at(i - 1) ?? [x, y];
    twice += xBefore * y - x * yBefore;
  });
  return Math.abs(twice) / 2;
}

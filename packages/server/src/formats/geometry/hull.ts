/** The convex hull of points `[x1, y1, …]` as a ring, clockwise on the screen, without points on its sides (Andrew's monotone chain). */
export function convexHull(points: readonly number[]): number[] {
  const pairs: Pair[] = [];
  for (let i = 0; i + 1 < points.length; i += 2) pairs.push([points[i] ?? 0, points[i + 1] ?? 0]);
  pairs.sort(([ax, ay], [bx, by]) => ax - bx || ay - by);
  return [...chain(pairs), ...chain(pairs.reverse())].flat();
}

type Pair = readonly [x: number, y: number];

/** One half of the hull, without its last point, which begins the other half. */
function chain(pairs: readonly Pair[]): Pair[] {
  const kept: Pair[] = [];
  for (const pair of pairs) {
    while (turnsBack(kept.at(-2), kept.at(-1), pair)) kept.pop();
    kept.push(pair);
  }
  return kept.slice(0, -1);
}

function turnsBack(a: Pair | undefined, b: Pair | undefined, c: Pair): boolean {
  if (!a || !b) return false;
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) <= 0;
}

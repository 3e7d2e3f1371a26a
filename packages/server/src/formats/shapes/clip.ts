/**
 * The part of a closed ring that lies in the rectangle from (0, 0) to (width, height), as a closed ring; empty when
 * nothing does (Sutherland-Hodgman: one side after the other).
 */
export function clipRing(ring: number[], width: number, height: number): number[] {
  let points = ring;
  for (const side of [
    { axis: 0, limit: 0, sign: 1 },
    { axis: 0, limit: width, sign: -1 },
    { axis: 1, limit: 0, sign: 1 },
    { axis: 1, limit: height, sign: -1 },
  ]) {
    points = clipSide(points, side);
  }
  return points;
}

/** Inside is where `sign * (coordinate - limit) >= 0`. */
interface Side {
  axis: number;
  limit: number;
  sign: number;
}

function clipSide(ring: number[], { axis, limit, sign }: Side): number[] {
  const kept: number[] = [];
  let from: [number, number] = [ring.at(-2) ?? 0, ring.at(-1) ?? 0];
  let fromDepth = sign * ((from[axis] ?? 0) - limit);
  for (let at = 0; at + 1 < ring.length; at += 2) {
    const to: [number, number] = [ring[at] ?? 0, ring[at + 1] ?? 0];
    const depth = sign * ((to[axis] ?? 0) - limit);
    if (fromDepth < 0 !== depth < 0) {
      const part = fromDepth / (fromDepth - depth);
      const crossing = [from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])];
      // Exactly on the line, which the division alone does not promise.
      crossing[axis] = limit;
      kept.push(...crossing);
    }
    if (depth >= 0) kept.push(...to);
    from = to;
    fromDepth = depth;
  }
  return kept;
}

/** A side of the image, as the half plane `x * along[0] + y * along[1] <= limit`. */
interface Side {
  along: readonly [x: number, y: number];
  limit: number;
}

/** Cosines below this are rounding: the rectangle's side runs along the image's. */
const PARALLEL = 1e-12;

/**
 * A rectangle (four corners, clockwise) cut back along its own sides until it lies inside the image; at each side of
 * the image the cut is the one that leaves the largest rectangle. Undefined when nothing is left.
 */
export function shrinkInto(
  corners: readonly number[],
  width: number,
  height: number,
): number[] | undefined {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, , , x4 = 0, y4 = 0] = corners;
  const [length, depth] = [Math.hypot(x2 - x1, y2 - y1), Math.hypot(x4 - x1, y4 - y1)];
  if (!(length > 0 && depth > 0)) return undefined;
  const u = [(x2 - x1) / length, (y2 - y1) / length] as const;
  const v = [(x4 - x1) / depth, (y4 - y1) / depth] as const;
  // What is left of the rectangle, measured from its first corner along its own sides.
  let [left, right, top, bottom] = [0, length, 0, depth];
  const sides: Side[] = [
    { along: [-1, 0], limit: 0 },
    { along: [1, 0], limit: width },
    { along: [0, -1], limit: 0 },
    { along: [0, 1], limit: height },
  ];
  for (const { along, limit } of sides) {
    const [nu, nv] = [dot(along, u), dot(along, v)];
    const furthest =
      dot(along, [x1, y1]) + nu * (nu > 0 ? right : left) + nv * (nv > 0 ? bottom : top);
    const over = furthest - limit;
    if (over <= 0) continue;
    const [p, q] = [Math.abs(nu), Math.abs(nv)];
    const cutU = bestCut(right - left, bottom - top, p, q, over);
    const cutV = q < PARALLEL ? 0 : (over - p * cutU) / q;
    if (nu > 0) right -= cutU;
    else left += cutU;
    if (nv > 0) bottom -= cutV;
    else top += cutV;
    if (!(right > left && bottom > top)) return undefined;
  }
  const at = (a: number, b: number) => [x1 + a * u[0] + b * v[0], y1 + a * u[1] + b * v[1]];
  return [...at(left, top), ...at(right, top), ...at(right, bottom), ...at(left, bottom)];
}

/** How much to cut of `length` so that `p * cut + q * other = over` leaves most of `length * depth`. */
function bestCut(length: number, depth: number, p: number, q: number, over: number): number {
  if (p < PARALLEL) return 0;
  if (q < PARALLEL) return over / p;
  // Where the derivative of (length - cut) * (depth - (over - p * cut) / q) is zero.
  return Math.min(over / p, Math.max(0, (length * p - depth * q + over) / (2 * p)));
}

function dot([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): number {
  return ax * bx + ay * by;
}

import type { Box, BoundingBox } from '../model.ts';

/** The four corners `[x1, y1, …]`, clockwise from the top left one of the box before it is turned. */
export function cornersOf(box: BoundingBox): number[] {
  const { x, y, width, height } = box;
  const angle = ((box.rotation ?? 0) * Math.PI) / 180;
  if (angle === 0) return rectangle([x, y, width, height]);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const centre = [x + width / 2, y + height / 2] as const;
  const signs = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const;
  return signs.flatMap(([across, down]) => {
    const dx = (across * width) / 2;
    const dy = (down * height) / 2;
    // With y downwards this turns clockwise on the screen.
    return [centre[0] + dx * cos - dy * sin, centre[1] + dx * sin + dy * cos];
  });
}

export function rectangle([x, y, width, height]: Box): number[] {
  return [x, y, x + width, y, x + width, y + height, x, y + height];
}

/** The smallest upright box around all points of the rings; `[0, 0, 0, 0]` without any. */
export function enclosing(rings: number[][]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    ring.forEach((value, at) => {
      if (at % 2 === 0) {
        left = Math.min(left, value);
        right = Math.max(right, value);
      } else {
        top = Math.min(top, value);
        bottom = Math.max(bottom, value);
      }
    });
  }
  return left === Infinity ? [0, 0, 0, 0] : [left, top, right - left, bottom - top];
}

import type { Box } from '../model.ts';

/** The corners `[x1, y1, …, x4, y4]` of an upright box, clockwise from the top left. */
export function rectangle([x, y, width, height]: Box): number[] {
  return [x, y, x + width, y, x + width, y + height, x, y + height];
}

import { quoteValue } from '../explorer/filter/tokens.ts';

/**
 * Selects the items with a box whose centre is in one cell of a grid over the image. Boxes that reach out of the image count
 * in the cells at its edge. `label`: boxes of this label; empty: of any.
 */
export function cellFilter(grid: number, column: number, row: number, label: string): string {
  const along = (field: string, place: number) => [
    ...(place > 0 ? [`${field} >= ${place / grid}`] : []),
    ...(place < grid - 1 ? [`${field} < ${(place + 1) / grid}`] : []),
  ];
  const parts = [
    ...(label === '' ? [] : [`label = ${quoteValue(label)}`]),
    ...along('box.center_x', column),
    ...along('box.center_y', row),
  ];
  return `count(${parts.join(' AND ')}) >= 1`;
}

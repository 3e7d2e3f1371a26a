import { cleanText, isObject } from '../../text.ts';
import { freeOf, jsonOf } from './cells.ts';
import type { Columns } from './columns.ts';

type Cells = Readonly<Record<string, unknown>>;

/** The values of columns without a meaning. */
export function extraOf(columns: Columns, cells: Cells): Record<string, unknown> {
  const found: [string, unknown][] = [];
  for (const name of columns.extra) {
    const value = freeOf(cells[name]);
    if (value !== undefined && name !== '__proto__') found.push([cleanText(name), value]);
  }
  return Object.fromEntries(found);
}

/** A column's JSON object: undefined when the cell holds something else. An empty cell is an empty object. */
export function objectOf(
  columns: Columns,
  cells: Cells,
  name: string,
): Record<string, unknown> | undefined {
  const cell = columns.of(cells, name);
  if (cell === undefined) return {};
  const value = jsonOf(cell);
  return isObject(value) ? value : undefined;
}

import type { Column, Row } from '../rows/columns.ts';

/**
 * A spreadsheet takes text that begins with one of these signs for a formula, and may run it. Apostrophes before the
 * sign count too, so that taking one away always gives back what was there.
 */
const GUARDED = /^'*[=+\-@\t\r\n]/;
/** RFC 4180; spaces at the ends are kept without quotes. */
const QUOTED = /[",\r\n]/;

/** Whether text is written with an apostrophe before it. */
export const needsGuard = (text: string): boolean => GUARDED.test(text);

/** Text as it was before `csvLine` put an apostrophe before it. */
export function withoutGuard(text: string): string {
  return text.startsWith("'") && needsGuard(text.slice(1)) ? text.slice(1) : text;
}

/** The names of the columns, as the first line. */
export function csvHeader(columns: readonly Column[]): string {
  return columns.map(({ name }) => name).join(',') + '\r\n';
}

/** A row with its line end. JSON is compact; what is missing is empty. */
export function csvLine(columns: readonly Column[], row: Row): string {
  return columns.map((column) => cell(column, row[column.name])).join(',') + '\r\n';
}

function cell({ type }: Column, value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const guarded = type === 'text' && needsGuard(text) ? `'${text}` : text;
  return QUOTED.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

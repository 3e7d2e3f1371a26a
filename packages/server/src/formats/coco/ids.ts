import type { JsonElement } from '../json/stream.ts';

/** An id as text: `7` and `"7"` are the same. Undefined when it is none, or a number that a double cannot hold. */
export function idOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return Number.isSafeInteger(value) ? String(value) : undefined;
}

/** How reports name an element that has no id: `annotations[3]`, counted from 0. */
export function rowOf({ section, index }: JsonElement): string {
  return `${section}[${index}]`;
}

/** Whether a row is a position and not an id. */
export function isPosition(row: number | string): boolean {
  return typeof row === 'string' && /^[a-z]+\[\d+\]$/.test(row);
}

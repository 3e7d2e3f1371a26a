import type { FieldChange } from './model.ts';

/** Whether two JSON values are equal, numbers to within `within`. Fields that are undefined count as absent. */
export function isEqual(a: unknown, b: unknown, within = 0): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= within;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  for (const name in a) if (!isEqual(field(a, name), field(b, name), within)) return false;
  for (const name in b)
    if (field(a, name) === undefined && field(b, name) !== undefined) return false;
  return true;
}

const field = (of: object, name: string): unknown =>
  Object.hasOwn(of, name) ? (of as Record<string, unknown>)[name] : undefined;

/** The fields in which two objects differ, those of `a` first. */
export function fieldChanges(a: object, b: object): FieldChange[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names]
    .filter((name) => !isEqual(field(a, name), field(b, name)))
    .map((name) => ({ field: name, from: field(a, name), to: field(b, name) }));
}

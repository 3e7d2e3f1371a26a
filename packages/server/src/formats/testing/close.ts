/** Whether two JSON values are equal, numbers to within `within`. Fields that are undefined count as absent. */
export function close(a: unknown, b: unknown, within: number): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= within;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => close(field(a, name), field(b, name), within));
}

const field = (of: object, name: string): unknown => (of as Record<string, unknown>)[name];

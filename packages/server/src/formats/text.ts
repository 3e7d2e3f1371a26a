/** NUL and lone surrogates: PostgreSQL stores neither in text nor in jsonb. */
const unstorable = /[\0\p{Surrogate}]/u;
const unstorableAll = /[\0\p{Surrogate}]/gu;

/** `text` with every NUL and lone surrogate replaced by U+FFFD. */
export function cleanText(text: string): string {
  return unstorable.test(text) ? text.replace(unstorableAll, '\uFFFD') : text;
}

/**
 * A copy of a parsed JSON value that can be stored: clean text in keys and values, no key `__proto__`,
 * and null for the infinities that a number beyond the range of a double (`1e400`) becomes.
 */
export function cleanValue(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(cleanValue);
  return isObject(value) ? cleanObject(value) : value;
}

/** `cleanValue` for an object. */
export function cleanObject(value: Record<string, unknown>): Record<string, unknown> {
  const clean: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    if (key !== '__proto__') clean[cleanText(key)] = cleanValue(value[key]);
  }
  return clean;
}

/** Whether a parsed JSON value is an object (not null, not an array). */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether an object has nothing in it; asks without listing what it has. */
export function isEmpty(value: object): boolean {
  for (const _ in value) return false;
  return true;
}

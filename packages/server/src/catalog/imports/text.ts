import { createHash } from 'node:crypto';

export { isShallow } from '../../formats/json/shallow.ts';

/** What PostgreSQL's text and jsonb refuse, as JSON.stringify writes it: NUL, and surrogates without their other half. */
const SUSPECT = /\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** The text with NUL and lone surrogates replaced by U+FFFD. */
export const cleanText = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, '\ufffd');

/** JSON text that PostgreSQL takes as jsonb; what it cannot hold becomes U+FFFD. */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  // A literal backslash before "u0000" is a false alarm that costs time, nothing else.
  return SUSPECT.test(text) ? JSON.stringify(cleaned(value)) : text;
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [cleanText(key), cleaned(inner)]),
  );
}

/** Longer texts do not fit an index entry beside two uids. */
const MAX_REF_BYTES = 200;

/** The source's own id of an item in a form that an index can hold: itself, or a hash of it. */
export function storableRef(ref: string): string {
  const plain = cleanText(ref) === ref && Buffer.byteLength(ref) <= MAX_REF_BYTES;
  return plain ? `=${ref}` : `#${createHash('sha256').update(ref, 'utf16le').digest('hex')}`;
}

/** JSON text that PostgreSQL takes as jsonb, the same for equal values whatever the order of their keys. */
export function storableCanonicalJson(value: unknown): string {
  const text = canonicalJson(value);
  return SUSPECT.test(text) ? canonicalJson(cleaned(value)) : text;
}

function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) {
    // Coordinates are most of a dataset; as they stand they are written several times faster.
    return value.every((inner) => typeof inner === 'number')
      ? JSON.stringify(value)
      : `[${value.map(canonicalJson).join(',')}]`;
  }
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}

import { isShallow } from '../../json/shallow.ts';
import { cleanText, cleanValue } from '../../text.ts';

/** Text, also of a number; undefined for what is empty or neither. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && value !== '' ? cleanText(value) : undefined;
}

const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** NaN for what is no number; undefined when there is no value. */
export function numberOf(value: unknown): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string') return NUMBER.test(value) ? Number(value) : NaN;
  return typeof value === 'number' ? value : NaN;
}

/** Undefined when there is no value; null for what is neither true nor false. */
export function booleanOf(value: unknown): boolean | null | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'boolean') return value;
  const text = String(value).trim().toLowerCase();
  if (['true', '1', 'yes'].includes(text)) return true;
  return ['false', '0', 'no'].includes(text) ? false : null;
}

/** The JSON value that a cell holds or spells, ready to be stored; undefined when there is none or it is broken. */
export function jsonOf(value: unknown): unknown {
  if (value === undefined || value === null || value === '') return undefined;
  const parsed = typeof value === 'string' ? parsedOf(value) : value;
  return isShallow(parsed) ? cleanValue(parsed) : undefined;
}

function parsedOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A value of a column without a meaning, as metadata or attribute; undefined for bytes and what is empty. */
export function freeOf(value: unknown): unknown {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'bigint')
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return undefined;
  if (typeof value !== 'string') return isShallow(value) ? cleanValue(value) : undefined;
  if (value === 'true' || value === 'false') return value === 'true';
  // Only what is written as a number would be: `007` and `1.0` stay as they are.
  return String(Number(value)) === value && Number.isFinite(Number(value))
    ? Number(value)
    : cleanText(value);
}

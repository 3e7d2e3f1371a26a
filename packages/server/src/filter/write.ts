import type { Literal } from './ast.ts';
import { FilterError } from './error.ts';
import { parseFilter } from './parse.ts';

const PLAIN_NAME = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_-]*$/u;
/** What needs no quotes: no number, no word of the language, nothing that looks like one. */
const PLAIN_VALUE = /^\p{L}[\p{L}\p{M}\p{N}_./-]*$/u;
const WORD = /^(and|or|not|in|true|false|null)$/i;
const ESCAPES = new Map([
  ...['\\', '"'].map((character): [string, string] => [character, `\\${character}`]),
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** A field with the path inside it: `metadata."time of day"`. */
export const writeField = (name: string, path: readonly string[] = []): string =>
  [name, ...path.map((part) => (PLAIN_NAME.test(part) ? part : quoted(part)))].join('.');

/** `field operator value`, which parseFilter reads as it was meant. */
export const writeComparison = (field: string, operator: string, value: Literal): string =>
  `${field} ${operator} ${writeValue(value)}`;

function writeValue(value: Literal): string {
  if (value.kind === 'null') return 'null';
  if (value.kind !== 'text') return value.text;
  const { text } = value;
  return PLAIN_VALUE.test(text) && !WORD.test(text) ? text : quoted(text);
}

const quoted = (text: string) =>
  `"${text.replace(/[\\"\n\r\t]/g, (found) => ESCAPES.get(found) ?? found)}"`;

/** Whether the language can say it: a text may be too long, a number out of range, a field another version's. */
export function isFilter(text: string): boolean {
  try {
    parseFilter(text);
    return true;
  } catch (error) {
    if (error instanceof FilterError) return false;
    throw error;
  }
}

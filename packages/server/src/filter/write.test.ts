import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Literal } from './ast.ts';
import { parseFilter } from './parse.ts';
import { isFilter, writeComparison, writeField } from './write.ts';

const storable = fc
  .string({ unit: 'binary', maxLength: 40 })
  .filter((text) => text.isWellFormed() && !text.includes('\0'));
const words = fc.constantFrom(
  'AND',
  'or',
  'Not',
  'in',
  'true',
  'FALSE',
  'null',
  '',
  '5',
  '-1e3',
  ' ',
);
const text = fc.oneof(storable, words);
const value: fc.Arbitrary<Literal> = fc.oneof(
  text.map((text): Literal => ({ kind: 'text', text })),
  fc.integer().map((n): Literal => ({ kind: 'number', text: String(n) })),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((n): Literal => ({ kind: 'number', text: Object.is(n, -0) ? '0' : String(n) })),
  fc.boolean().map((b): Literal => ({ kind: 'boolean', text: String(b) })),
  fc.constant<Literal>({ kind: 'null' }),
);

it('reads back every name and value as they were', () => {
  fc.assert(
    fc.property(text, fc.constantFrom('=', '!='), value, (name, operator, value) => {
      const written = writeComparison(writeField('metadata', [name]), operator, value);
      expect(parseFilter(written)).toEqual({
        kind: 'test',
        field: 'metadata',
        path: [name],
        operator,
        values: [value],
      });
    }),
    { numRuns: 500 },
  );
});

it('quotes only what needs it', () => {
  const label = (text: string) => writeComparison('label', '=', { kind: 'text', text });
  expect(label('car')).toBe('label = car');
  expect(label('traffic light')).toBe('label = "traffic light"');
  expect(label('or')).toBe('label = "or"');
  expect(label('7')).toBe('label = "7"');
  expect(writeField('metadata', ['time of day'])).toBe('metadata."time of day"');
});

it('knows what the language cannot say', () => {
  expect(isFilter('label = car')).toBe(true);
  expect(isFilter('metadata.x = 1e999')).toBe(false);
  expect(isFilter(`label = "${'x'.repeat(10_000)}"`)).toBe(false);
});

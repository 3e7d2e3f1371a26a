import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxAround } from './box.ts';
import { copyParts } from './copied-parts.ts';

const plain = fc.oneof(
  fc.integer({ min: -70_000, max: 70_000 }).map(String),
  fc.integer({ min: 0, max: 7_000_000 }).map((cents) => (cents / 100).toFixed(2)),
  fc.constantFrom(
    '0',
    '0.0',
    '1.0',
    '100',
    '0.000001',
    '0.1',
    '123456789012345',
    '12345678901234.50',
  ),
);
const odd = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom(
    '-0',
    '-0.0',
    '1e3',
    '0.0000001',
    '1234567890123456',
    '9007199254740993',
    '1.0E2',
  ),
);
const space = fc.constantFrom('', ' ', '\n', ' \t');
const ringOf = (number: fc.Arbitrary<string>, minLength: number) =>
  fc.array(fc.tuple(number, number), { minLength, maxLength: 9 });
const ring = fc.oneof(
  { weight: 9, arbitrary: ringOf(plain, 3) },
  { weight: 1, arbitrary: ringOf(fc.oneof(plain, odd), 1) },
);
const text = fc
  .tuple(fc.array(ring, { minLength: 1, maxLength: 3 }), space)
  .map(
    ([rings, s]) => `[${rings.map((r) => `[${s}${r.flat().join(`,${s}`)}${s}]`).join(`${s},`)}]`,
  );

test('copies what printing of what was parsed would give, or nothing', () => {
  let copied = 0;
  fc.assert(
    fc.property(text, (given) => {
      const found = copyParts(Buffer.from(`{"a":${given}}`), 5);
      if (!found) return;
      copied += 1;
      const parsed = JSON.parse(given) as number[][];
      expect(found.parts.text).toBe(JSON.stringify(parsed));
      expect(found.parts.box).toEqual(boxAround(...parsed));
      expect(found.end).toBe(5 + given.length);
    }),
  );
  expect(copied).toBeGreaterThan(0);
});

test('takes the polygons that datasets consist of', () => {
  const given = [
    '[[510.66,423.01,511.72,420.03,510.45,416]]',
    '[[0, 1.50, 2.0, 3, 4, 5], [1,2,3,4,5,6]]',
  ];
  const wanted = ['[[510.66,423.01,511.72,420.03,510.45,416]]', '[[0,1.5,2,3,4,5],[1,2,3,4,5,6]]'];
  expect(given.map((one) => copyParts(Buffer.from(one), 0)?.parts.text)).toEqual(wanted);
});

test.each([
  '[]',
  '[[]]',
  '[[1,2,3,4]]',
  '[[1,2,3,4,5]]',
  '[[1,2,3,4,5,6],[]]',
  '[1,2,3,4,5,6]',
  '[[[1,2,3,4,5,6]]]',
  '[[1,2,3,4,5,6]',
  '[[1,2,3,4,5,6',
  '[[1,2,3,4,5,6],]',
  '[[1,2,3,4,5,6,]]',
  '[[1,2,,4,5,6]]',
  '[[1 2,3,4,5,6]]',
  '[[1,2][3,4,5,6]]',
  '[,[1,2,3,4,5,6]]',
  '[[01,2,3,4,5,6]]',
  '[[1.,2,3,4,5,6]]',
  '[[.5,2,3,4,5,6]]',
  '[[+1,2,3,4,5,6]]',
  '[[--1,2,3,4,5,6]]',
  '[[-,2,3,4,5,6]]',
  '[[1.2.3,2,3,4,5,6]]',
  '[[1e3,2,3,4,5,6]]',
  '[[NaN,2,3,4,5,6]]',
  '[["1",2,3,4,5,6]]',
  '[[null,2,3,4,5,6]]',
  '{"counts":[1,2,3],"size":[2,3]}',
  'null',
])('leaves %s to the parser', (given) => {
  expect(copyParts(Buffer.from(given), 0)).toBeUndefined();
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exactDifference, exactSum, plainNumber, readNumber } from './decimal.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const short = fc
  .tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.integer({ min: 0, max: 9 }))
  .map(([digits, places]) => Number(`${digits}e-${places}`));
const pixels = fc.double({ min: -1e4, max: 1e5, noNaN: true });

it('gives a length back exactly', () => {
  fc.assert(
    fc.property(fc.oneof(short, pixels, finite), fc.oneof(short, pixels, finite), (x, width) => {
      expect(exactDifference(exactSum(x, width), plainNumber(x))).toBe(width === 0 ? 0 : width);
    }),
  );
});

it('writes numbers without exponents that read back', () => {
  fc.assert(
    fc.property(finite, (value) => {
      const text = plainNumber(value);
      expect(text).toMatch(/^-?\d+(\.\d+)?$/);
      expect(readNumber(text)).toBe(value === 0 ? 0 : value);
    }),
  );
});

it.each([
  [0.1, 0.2, '0.3'],
  [10.1, 20.9, '31'],
  [-5, 2.5, '-2.5'],
  [1e-7, 0, '0.0000001'],
  [1e21, 1, '1000000000000000000001'],
])('%d + %d is %s', (a, b, sum) => {
  expect(exactSum(a, b)).toBe(sum);
});

it.each(['', '.', 'abc', '0x10', 'Infinity', '1e', '1 2'])('%j is no number', (text) => {
  expect(readNumber(text)).toBeNaN();
  expect(exactDifference(text, '1')).toBeNaN();
});

it('does not write out what a hostile exponent stands for', () => {
  expect(exactDifference('1e999999999', '1')).toBe(Infinity);
  expect(exactDifference('9'.repeat(100_000), '1')).toBe(Infinity);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { oneOf, parseSearch, stringifySearch } from './search.ts';

it('leaves filters readable', () => {
  const text = stringifySearch({ filter: 'label=car AND metadata.w : "a,b"', sort: undefined });
  expect(text).toBe('?filter=label=car+AND+metadata.w+:+%22a,b%22');
  expect(parseSearch(text)).toEqual({ filter: 'label=car AND metadata.w : "a,b"' });
});

it('gives back every text', () => {
  const texts = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 40 })
    .filter((text) => text.isWellFormed());
  fc.assert(
    fc.property(texts, (filter) => {
      expect(parseSearch(stringifySearch({ filter }))).toEqual({ filter });
    }),
  );
});

it('keeps known values only', () => {
  expect(oneOf(['cards', 'table'], 'table')).toBe('table');
  expect(oneOf(['cards', 'table'], 'x')).toBeUndefined();
});

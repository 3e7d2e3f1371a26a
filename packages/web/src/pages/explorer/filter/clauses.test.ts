import { describe, expect, it } from 'vitest';
import { alternativesOf, clausesOf, holds, narrowed, toggleClause, without } from './clauses.ts';
import { quoteValue, tokensOf } from './tokens.ts';

describe('clausesOf', () => {
  it('splits at AND and & outside of parentheses and quotes', () => {
    expect(clausesOf('label=car & key : "a AND b" AND (x = 1 OR y = 2)')).toEqual([
      'label=car',
      'key : "a AND b"',
      '(x = 1 OR y = 2)',
    ]);
    expect(clausesOf('count(label = car AND box.area > 3) >= 2 and split = train')).toEqual([
      'count(label = car AND box.area > 3) >= 2',
      'split = train',
    ]);
    expect(clausesOf('  ')).toEqual([]);
  });

  it('leaves a choice whole', () => {
    expect(clausesOf('a = 1 AND b = 2 OR c = 3')).toEqual(['a = 1 AND b = 2 OR c = 3']);
    expect(alternativesOf('(a = 1 OR (b = 2 OR c = 3))')).toEqual(['a = 1', '(b = 2 OR c = 3)']);
    expect(alternativesOf('(a = 1) OR (b = 2)')).toEqual(['(a = 1) OR (b = 2)']);
  });
});

describe('toggleClause', () => {
  it('adds and takes away', () => {
    const once = toggleClause('split = train', 'label = car');
    expect(once).toBe('split = train AND label = car');
    expect(holds(once, 'label = car')).toBe(true);
    expect(toggleClause(once, 'split = train')).toBe('label = car');
    expect(toggleClause('label = car', 'label = car')).toBe('');
  });

  it('makes values of one field alternatives', () => {
    const siblings = ['split = train', 'split = val', 'split = test'];
    const both = toggleClause('label = car AND split = train', 'split = val', siblings);
    expect(both).toBe('label = car AND (split = train OR split = val)');
    expect(holds(both, 'split = train')).toBe(true);
    expect(toggleClause(both, 'split = train', siblings)).toBe('label = car AND split = val');
  });

  it('puts what was a choice into parentheses', () => {
    expect(toggleClause('a = 1 OR b = 2', 'c = 3')).toBe('(a = 1 OR b = 2) AND c = 3');
  });
});

it('leaves clauses out', () => {
  expect(without('a = 1 AND b = 2', (clause) => clause.startsWith('a'))).toBe('b = 2');
});

it('takes any text apart without losing a character', () => {
  for (const text of ['metadata."a b".c >= \'x', '((" & |', 'label=car&x', '€ 🚗 = "\\"']) {
    expect(
      tokensOf(text)
        .map((token) => token.text)
        .join(''),
    ).toBe(text);
  }
});

it('quotes what must be quoted', () => {
  expect(['car', 'traffic light', 'AND', '5', 'a"b', 'a/b-c', true].map(quoteValue)).toEqual([
    'car',
    '"traffic light"',
    '"AND"',
    '"5"',
    '"a\\"b"',
    'a/b-c',
    'true',
  ]);
});

describe('narrowed', () => {
  it('demands what is not demanded yet', () => {
    expect(narrowed('', 'label = car AND label = bus')).toBe('label = car AND label = bus');
    expect(narrowed('label = car', 'label = car AND label = bus')).toBe(
      'label = car AND label = bus',
    );
    expect(narrowed('a = 1 OR b = 2', 'c = 3')).toBe('(a = 1 OR b = 2) AND c = 3');
  });
});

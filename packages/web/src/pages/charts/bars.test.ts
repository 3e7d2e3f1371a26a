import { expect, test } from 'vitest';
import type { Facet } from '../../api/types.ts';
import { bars } from './bars.ts';

const facet = (change: Partial<Facet>): Facet => ({
  field: 'annotations_count',
  level: 'item',
  estimated: false,
  items_read: 9,
  distinct: 2,
  values: [],
  histogram: null,
  missing: null,
  ...change,
});

test('a bucket of one whole number has its name', () => {
  const bucket = { annotations: null, filter: 'x' };
  const histogram = [
    { from: 0, to: 1, count: 4, ...bucket },
    { from: 1, to: 5, count: 3, ...bucket },
    { from: 5000, to: null, count: 2, ...bucket },
  ];
  expect(bars(facet({ histogram })).map(({ name, count }) => [name, count])).toEqual([
    ['0', 4],
    ['1 – 5', 3],
    ['5K – ', 2],
  ]);
});

test('nothing gives nothing', () => {
  expect(bars(undefined)).toEqual([]);
});

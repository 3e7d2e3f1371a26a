import { expect, test } from 'vitest';
import type { Facet } from '../../api/types.ts';
import { shares } from './shares.ts';

const facet = (values: Record<string, number>): Facet => ({
  field: 'label',
  level: 'annotation',
  estimated: false,
  items_read: 10,
  distinct: 2,
  values: Object.entries(values).map(([value, count]) => ({
    value,
    count,
    annotations: null,
    filter: null,
    project: null,
  })),
  histogram: null,
  missing: null,
});
const nameOf = () => '';

test('parts of each, the most frequent in the slice first', () => {
  const found = shares(
    facet({ car: 1, bus: 4 }),
    facet({ car: 50, bus: 10, tram: 20 }),
    { slice: 4, dataset: 100 },
    nameOf,
  );
  expect(found).toEqual([
    { name: 'bus', slice: 1, dataset: 0.1 },
    { name: 'car', slice: 0.25, dataset: 0.5 },
    { name: 'tram', slice: 0, dataset: 0.2 },
  ]);
});

test('an empty slice has no parts', () => {
  const found = shares(facet({}), facet({ car: 5 }), { slice: 0, dataset: 10 }, nameOf);
  expect(found).toEqual([{ name: 'car', slice: 0, dataset: 0.5 }]);
});

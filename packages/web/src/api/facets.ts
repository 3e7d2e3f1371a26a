import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from './http.ts';
import type { Facets } from './types.ts';

/** Fields shown without asking for more, in this order. */
export const sideBar: readonly string[] = [
  'label',
  'status',
  'split',
  'type',
  'state',
  'view',
  'annotations_count',
  'box.area',
];

/** Distributions that are drawn as bars. */
export const barFields: readonly string[] = ['label', 'split', 'annotations_count', 'box.area'];

/** What a slice is compared with its dataset by. */
export const comparedFields: readonly string[] = ['label', 'type', 'split', 'annotations_count'];

/** Values of a facet: more than are looked at. */
const VALUES = 60;

/**
 * Counts of values among the items that `filter` selects. `home` is a dataset's or a slice's path; `fields` absent: those
 * of a side bar.
 */
export const facetsOf = (home: string, filter: string, fields: readonly string[] = sideBar) =>
  queryOptions({
    queryKey: ['facets', home, filter, fields],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      get<Facets>(`${home}/facets/`, { filter, fields: fields.join(','), limit: VALUES }, signal),
  });

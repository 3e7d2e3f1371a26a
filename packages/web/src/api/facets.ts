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

/**
 * Counts of values among the items that `filter` selects. `home` is a dataset's or a slice's path; `fields` absent: those
 * of a side bar.
 */
export const facetsOf = (home: string, filter: string, fields: readonly string[] = sideBar) =>
  queryOptions({
    queryKey: ['facets', home, filter, fields],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      get<Facets>(`${home}/facets/`, { filter, fields: fields.join(','), limit: 60 }, signal),
  });

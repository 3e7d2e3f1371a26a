import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from './http.ts';
import type { Charts, Facets } from './types.ts';

/** Distributions that are drawn as bars. */
const fields = 'label,split,annotations_count,box.area';
/** Bars of a distribution. */
const VALUES = 40;

/** What facets cannot say: pairs of labels, places of boxes, attributes. `home` is a dataset's or slice's path. */
export const chartsOf = (home: string, filter: string, label: string) =>
  queryOptions({
    queryKey: ['charts', home, filter, label],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get<Charts>(`${home}/charts/`, { filter, label }, signal),
  });

export const barsOf = (home: string, filter: string) =>
  queryOptions({
    queryKey: ['bars', home, filter],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      get<Facets>(`${home}/facets/`, { filter, fields, limit: VALUES }, signal),
  });

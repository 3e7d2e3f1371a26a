import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from './http.ts';
import type { Charts } from './types.ts';

/** What facets cannot say: pairs of labels, places of boxes, attributes. `home` is a dataset's or slice's path. */
export const chartsOf = (home: string, filter: string, label: string) =>
  queryOptions({
    queryKey: ['charts', home, filter, label],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get<Charts>(`${home}/charts/`, { filter, label }, signal),
  });

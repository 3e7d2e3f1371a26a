import { queryOptions } from '@tanstack/react-query';
import { datasetHome } from './datasets.ts';
import { get, patch } from './http.ts';
import type { CursorPage, Item } from './types.ts';

export const itemsPath = (owner: string, slug: string): string =>
  `${datasetHome(owner, slug)}/items/`;

/** The first items, for a cover. */
export const coverOptions = (owner: string, slug: string, limit: number) =>
  queryOptions({
    queryKey: ['cover', owner, slug, limit],
    staleTime: 300_000,
    queryFn: ({ signal }) =>
      get<CursorPage<Item>>(itemsPath(owner, slug), { limit, ordering: 'uid' }, signal),
    select: (page) => page.results,
  });

/** One item with its annotations. */
export const itemOptions = (owner: string, slug: string, uid: string) =>
  queryOptions({
    queryKey: ['item', owner, slug, uid],
    queryFn: ({ signal }) => get<Item>(`${itemsPath(owner, slug)}${uid}/`, undefined, signal),
  });

/** What stands beside the item in the list that the explorer shows. */
export const neighboursOf = (
  owner: string,
  slug: string,
  uid: string,
  { filter, sort }: { filter?: string; sort?: string },
) =>
  queryOptions({
    queryKey: ['neighbours', owner, slug, uid, filter, sort],
    queryFn: ({ signal }) =>
      get<{ previous: string | null; next: string | null }>(
        `${itemsPath(owner, slug)}${uid}/neighbours/`,
        { filter, ordering: sort },
        signal,
      ),
  });

export const updateItem = (
  owner: string,
  slug: string,
  uid: string,
  change: Partial<Pick<Item, 'status' | 'metadata' | 'split'>>,
) => patch<Item>(`${itemsPath(owner, slug)}${uid}/`, change);

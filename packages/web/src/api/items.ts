import { queryOptions } from '@tanstack/react-query';
import { datasetHome } from './datasets.ts';
import { get, patch } from './http.ts';
import type { CursorPage, Item } from './types.ts';

export const itemsPath = (owner: string, slug: string): string =>
  `${datasetHome(owner, slug)}/items/`;

/** Items asked for at a time. */
export const PAGE = 200;
/** Which of them, in which order. */
export interface ItemList {
  filter?: string | undefined;
  sort?: string | undefined;
}

/** A page of a list; `cursor` null is the first one. */
export const itemPage = (
  owner: string,
  slug: string,
  { filter, sort = '-created_at' }: ItemList,
  page: { cursor: string | null; limit: number },
  signal: AbortSignal,
): Promise<CursorPage<Item>> =>
  get(itemsPath(owner, slug), { filter, ordering: sort, ...page }, signal);

/** Long enough for a page to take what was asked for while its program was still coming, ms. */
const FIRST_MS = 2_000;

/** The first page of a list, which is asked for before the page that shows it is there. */
export const firstItems = (owner: string, slug: string, list: ItemList) =>
  queryOptions({
    queryKey: ['items', owner, slug, list.filter, list.sort],
    staleTime: FIRST_MS,
    gcTime: FIRST_MS,
    queryFn: ({ signal }) => itemPage(owner, slug, list, { cursor: null, limit: PAGE }, signal),
  });

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

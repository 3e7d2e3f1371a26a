import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { del, follow, get, patch, post, segment } from './http.ts';
import type { CombineSlices, CreateSlice, CursorPage, Item, Slice } from './types.ts';

/** Slices asked for at a time. */
const PAGE = 100;

/** Tiles of a mosaic that are asked for at a time. */
const MOSAIC_PAGE = 60;

export const slicesKey = ['slices'] as const;
export const sliceHome = (owner: string, slug: string): string =>
  `/slices/${segment(owner)}/${segment(slug)}`;

/** An owner's slices, the newest first. */
export const slicePages = (owner: string) =>
  infiniteQueryOptions({
    queryKey: [...slicesKey, owner],
    queryFn: ({ pageParam, signal }) =>
      pageParam === null
        ? get<CursorPage<Slice>>(`/slices/${segment(owner)}/list/`, { limit: PAGE }, signal)
        : follow<CursorPage<Slice>>(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** The slices that take from one dataset. */
export const slicesOfDataset = (uid: string) =>
  infiniteQueryOptions({
    queryKey: [...slicesKey, 'of', uid],
    queryFn: ({ pageParam, signal }) =>
      pageParam === null
        ? get<CursorPage<Slice>>(`/slices/dataset/${segment(uid)}/`, { limit: PAGE }, signal)
        : follow<CursorPage<Slice>>(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** How often a slice that is being counted is asked again, in ms. */
const COUNTING_MS = 1_500;

export const sliceOptions = (owner: string, slug: string) =>
  queryOptions({
    queryKey: [...slicesKey, owner, slug],
    queryFn: ({ signal }) => get<Slice>(`${sliceHome(owner, slug)}/`, undefined, signal),
    refetchInterval: ({ state }) => (state.data?.item_count_pending ? COUNTING_MS : false),
  });

/** The slice's items, page by page. */
export const sliceItems = (owner: string, slug: string) =>
  infiniteQueryOptions({
    queryKey: [...slicesKey, owner, slug, 'items'],
    queryFn: ({ pageParam, signal }) =>
      pageParam === null
        ? get<CursorPage<Item>>(
            `${sliceHome(owner, slug)}/items/list/`,
            { limit: MOSAIC_PAGE },
            signal,
          )
        : follow<CursorPage<Item>>(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const countOptions = (datasetPath: string, filter: string) =>
  queryOptions({
    queryKey: ['count', datasetPath, filter],
    queryFn: ({ signal }) =>
      get<{ count: number; estimated: boolean }>(`${datasetPath}/items/count/`, { filter }, signal),
    retry: false,
  });

export const combineSlices = (input: CombineSlices) => post<Slice>('/slices/combine/', input);
export const createSlice = (input: CreateSlice) => post<Slice>('/slices/', input);
export const updateSlice = (owner: string, slug: string, change: Partial<Slice>) =>
  patch<Slice>(`${sliceHome(owner, slug)}/`, change);
export const deleteSlice = (owner: string, slug: string) => del(`${sliceHome(owner, slug)}/`);

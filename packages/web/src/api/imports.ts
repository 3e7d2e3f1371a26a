import { infiniteQueryOptions } from '@tanstack/react-query';
import { datasetHome } from './datasets.ts';
import { follow, get, post, segment } from './http.ts';
import type { CursorPage, Import } from './types.ts';

/** Imports asked for at a time. */
const PAGE = 50;

const home = (owner: string, slug: string): string => `${datasetHome(owner, slug)}/imports/`;

export const importPages = (owner: string, slug: string) =>
  infiniteQueryOptions({
    queryKey: ['imports', owner, slug],
    queryFn: ({ pageParam, signal }) =>
      pageParam === null
        ? get<CursorPage<Import>>(home(owner, slug), { limit: PAGE }, signal)
        : follow<CursorPage<Import>>(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const cancelImport = (owner: string, slug: string, uid: string) =>
  post<Import>(`${home(owner, slug)}${segment(uid)}/cancel/`);
export const importEvents = (owner: string, slug: string, uid: string): string =>
  `${home(owner, slug)}${segment(uid)}/events/`;

export const isRunning = ({ status }: Pick<Import, 'status'>): boolean =>
  status === 'requested' || status === 'running';

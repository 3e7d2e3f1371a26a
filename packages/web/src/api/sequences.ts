import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { datasetHome } from './datasets.ts';
import { follow, get, patch } from './http.ts';
import type { CursorPage, Sequence, SequenceDetail } from './types.ts';

/** Sequences asked for at a time: two screens of cards. */
const PAGE = 48;

const sequencesPath = (owner: string, slug: string): string =>
  `${datasetHome(owner, slug)}/sequences/`;

/** The sequences of a dataset by key, page by page. */
export const sequencePages = (owner: string, slug: string) =>
  infiniteQueryOptions({
    queryKey: ['sequences', owner, slug],
    queryFn: ({ pageParam, signal }) =>
      pageParam === null
        ? get<CursorPage<Sequence>>(
            sequencesPath(owner, slug),
            { limit: PAGE, ordering: 'key' },
            signal,
          )
        : follow<CursorPage<Sequence>>(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** One sequence with its frames in order. */
export const sequenceOptions = (owner: string, slug: string, uid: string) =>
  queryOptions({
    queryKey: ['sequence', owner, slug, uid],
    queryFn: ({ signal }) =>
      get<SequenceDetail>(`${sequencesPath(owner, slug)}${uid}/`, undefined, signal),
  });

/** Gives the sequence as it is afterwards. A move that is not permitted is a 400 on `status`. */
export const updateSequence = (
  owner: string,
  slug: string,
  uid: string,
  change: Pick<Sequence, 'status'>,
) => patch<SequenceDetail>(`${sequencesPath(owner, slug)}${uid}/`, change);

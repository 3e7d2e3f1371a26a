import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { del, follow, get, post, segment } from './http.ts';
import type { CreateExport, CursorPage, Export, ExportPreview } from './types.ts';

/** Exports asked for at a time. */
const PAGE = 50;

export const exportsKey = ['exports'] as const;

/** The user's exports, the newest first; those that take from `dataset` when it is given. */
export const exportPages = (dataset?: string) =>
  infiniteQueryOptions({
    queryKey: [...exportsKey, 'list', dataset ?? null],
    queryFn: ({ pageParam, signal }) =>
      pageParam === null
        ? get<CursorPage<Export>>('/exports/', { dataset, limit: PAGE }, signal)
        : follow<CursorPage<Export>>(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const exportOptions = (uid: string) =>
  queryOptions({
    queryKey: [...exportsKey, uid],
    queryFn: ({ signal }) => get<Export>(`/exports/${segment(uid)}/`, undefined, signal),
  });

/** What an export of this body would keep, convert and lose. */
export const previewOptions = (body: CreateExport) =>
  queryOptions({
    queryKey: [...exportsKey, 'preview', body],
    queryFn: () => post<ExportPreview>('/exports/preview/', body),
    retry: false,
  });

export const isOver = ({ status }: Pick<Export, 'status'>): boolean =>
  status !== 'requested' && status !== 'exporting';

export const createExport = (body: CreateExport) => post<Export>('/exports/', body);
export const cancelExport = (uid: string) => post<Export>(`/exports/${segment(uid)}/cancel/`);
export const deleteExport = (uid: string) => del(`/exports/${segment(uid)}/`);
export const exportEvents = (uid: string): string => `/exports/${segment(uid)}/events/`;

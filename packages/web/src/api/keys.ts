import { infiniteQueryOptions } from '@tanstack/react-query';
import { del, follow, get, post, segment } from './http.ts';
import type { ApiKey, CreatedApiKey, CursorPage } from './types.ts';

export const keyPages = infiniteQueryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ pageParam, signal }) =>
    pageParam === null
      ? get<CursorPage<ApiKey>>('/api-keys/', { limit: 100 }, signal)
      : follow<CursorPage<ApiKey>>(pageParam, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
});

export interface NewKey {
  name: string;
  scopes: string[];
  /** ISO 8601; null never ends. */
  expires_at: string | null;
}

export const createKey = (input: NewKey) => post<CreatedApiKey>('/api-keys/', input);
export const revokeKey = (uid: string) => del(`/api-keys/${segment(uid)}/`);

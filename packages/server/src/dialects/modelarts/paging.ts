import type { Input } from './input.ts';

/** Page indexes beyond a 32-bit integer are not what the documents' Integer holds. */
const MAX_OFFSET = 2 ** 31 - 1;

export interface PageAsked {
  /** Index of the page, from 0. */
  page: number;
  limit: number;
  descending: boolean;
}

/** `offset` (of the page), `limit` and `order` as every list of the family has them. */
export function pageAsked(query: Input, { limit = 10, most = 100 } = {}): PageAsked {
  return {
    page: query.whole('offset', 0, MAX_OFFSET) ?? 0,
    limit: query.whole('limit', 1, most) ?? limit,
    descending: (query.oneOf('order', ['asc', 'desc']) ?? 'desc') === 'desc',
  };
}

import { oneOf, textOf } from '../../app/search.ts';

export const orderings = [
  '-created_at',
  '-updated_at',
  'name',
  '-item_count',
  '-annotations_count',
  '-size_bytes',
] as const;
export type Ordering = (typeof orderings)[number];

/** What the address of the datasets page holds; what is absent is the default. */
export interface DatasetsSearch {
  q?: string;
  sort?: Ordering;
  view?: 'table';
  visibility?: 'public' | 'private';
}

export function datasetsSearch(search: Record<string, unknown>): DatasetsSearch {
  const q = textOf(search['q']);
  const sort = oneOf(orderings, search['sort']);
  const view = oneOf(['table'] as const, search['view']);
  const visibility = oneOf(['public', 'private'] as const, search['visibility']);
  return {
    ...(q && { q }),
    ...(sort && { sort }),
    ...(view && { view }),
    ...(visibility && { visibility }),
  };
}

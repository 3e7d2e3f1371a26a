import { oneOf, textOf } from '../../app/search.ts';

export const itemOrderings = [
  '-created_at',
  'created_at',
  'key',
  '-key',
  '-updated_at',
  '-annotations_count',
  'annotations_count',
  'status',
] as const;
export type ItemOrdering = (typeof itemOrderings)[number];

/** Which items are looked at, in which order: the explorer, the item view and a slice share it. */
export interface ExplorerSearch {
  filter?: string;
  sort?: ItemOrdering;
}

export function explorerSearch(search: Record<string, unknown>): ExplorerSearch {
  const filter = textOf(search['filter']);
  const sort = oneOf(itemOrderings, search['sort']);
  return { ...(filter && { filter }), ...(sort && { sort }) };
}

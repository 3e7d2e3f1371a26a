import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { choose, chooseWhole, type Chosen, type SelectionPart } from './chosen.ts';
import type { Bounds } from './bounds.ts';

/** How large the datasets of a selection are. */
export interface Sizes {
  items: number;
  annotations: number;
  /** Of each dataset, in the order of the uids: what is kept is valid for these. */
  revisions: string;
}

export async function sizesOf(db: Queryable, datasetUids: string[]): Promise<Sizes> {
  const rows = await db.rows<{ items: number; annotations: number; revision: number }>(sql`
    select item_count as items, annotation_count as annotations, revision from dataset_stats
    where dataset_uid = any(${datasetUids}::uuid[]) order by dataset_uid`);
  return {
    items: rows.reduce((sum, row) => sum + row.items, 0),
    annotations: rows.reduce((sum, row) => sum + row.annotations, 0),
    revisions: rows.map(({ revision }) => revision).join(),
  };
}

/** All items of the selection, without reading one when it is whole datasets. Null when they are too many. */
export async function chooseAll(
  db: Queryable,
  parts: SelectionPart[],
  sizes: Sizes,
  bounds: Bounds,
): Promise<Chosen | null> {
  if (parts.every(({ where }) => where === null)) {
    if (sizes.items > bounds.items) return null;
    return chooseWhole(parts, sizes.items, sizes.annotations);
  }
  const chosen = await choose(db, parts, 1, bounds.items);
  return chosen.items > bounds.items ? null : chosen;
}

/** A sample of the selection: drawn before its filter is looked at, so that a slow filter is asked less often. */
export function chooseSome(
  db: Queryable,
  parts: SelectionPart[],
  sizes: Sizes,
  bounds: Bounds,
  less: number,
): Promise<Chosen> {
  return choose(db, parts, (less * bounds.sample) / Math.max(sizes.items, bounds.sample));
}

import sql from 'sql-template-tag';
import type { Catalog } from '../../context.ts';
import type { PublishRow } from '../row.ts';
import { headKey } from '../snapshot/model.ts';

export interface Parent {
  snapshot: string;
  total: number;
  annotated: number;
}

/** The version that this one follows; undefined for the first, and when it was deleted meanwhile. */
export async function parentOf(
  { db, store }: Catalog,
  { dataset_uid, parent_uid }: PublishRow,
): Promise<Parent | undefined> {
  if (parent_uid === null) return undefined;
  const row = await db.row<Parent>(sql`
    select snapshot, (counts->>'total')::bigint as total, (counts->>'annotated')::bigint as annotated
    from dataset_versions
    where dataset_uid = ${dataset_uid} and uid = ${parent_uid} and snapshot is not null`);
  return row && (await store.size(headKey(row.snapshot))) !== undefined ? row : undefined;
}

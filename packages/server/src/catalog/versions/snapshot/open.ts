import sql from 'sql-template-tag';
import type { Queryable } from '../../../db/database.ts';
import type { Catalog } from '../../context.ts';
import { notFound } from '../../errors.ts';
import type { SnapshotHead } from './model.ts';
import { readHead } from './read.ts';

/** What was published of a version. Throws `not_found` when it was deleted, or never finished. */
export async function openSnapshot(
  { store }: Catalog,
  db: Queryable,
  versionUid: string,
): Promise<{ snapshot: string; head: SnapshotHead }> {
  const row = await db.row<{ snapshot: string }>(sql`
    select snapshot from dataset_versions
    where uid = ${versionUid} and status = 'normal' and snapshot is not null`);
  const head = row && (await readHead(store, row.snapshot));
  if (!head) throw notFound();
  return { snapshot: row.snapshot, head };
}

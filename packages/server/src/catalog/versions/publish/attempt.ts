import sql, { type Sql } from 'sql-template-tag';
import type { Queryable } from '../../../db/database.ts';
import { newUid } from '../../../db/ids.ts';
import { below, parsePlace } from '../../buckets/place.ts';
import { storeFolder } from '../../buckets/store-key.ts';
import type { Catalog } from '../../context.ts';
import { versionFolder } from '../paths.ts';
import { selectPublish, snapshotFolder, type PublishRow } from '../row.ts';

/** One try at publishing. The row names the try that owns it: what an older one still says has no effect. */
export interface Attempt {
  row: PublishRow;
  /** Objects of the snapshot. */
  snapshot: string;
}

/** Undefined when there is nothing to do any more. Removes what a killed attempt left. The caller holds the lock. */
export async function beginAttempt(catalog: Catalog, uid: string): Promise<Attempt | undefined> {
  const attempt = newUid();
  await catalog.db.run(sql`
    update dataset_versions set attempt = ${attempt}, item_total = null, item_done = null, updated_at = ${new Date()}
    where uid = ${uid} and status = 'creating'`);
  const row = await selectPublish(catalog.db, uid);
  if (row?.attempt !== attempt) return undefined;
  await removeFiles(catalog, row);
  return { row, snapshot: `${snapshotFolder(row.dataset_uid, uid)}${attempt}/` };
}

/** Changes the row as long as this attempt owns it; false when it does not, or the version or dataset has gone. */
export async function change(
  { db }: { db: Queryable },
  { row }: Attempt,
  set: Sql,
): Promise<boolean> {
  const changed = await db.run(sql`
    update dataset_versions set ${set}, updated_at = ${new Date()}
    where dataset_uid = ${row.dataset_uid} and uid = ${row.uid} and status = 'creating'
      and attempt = ${row.attempt}`);
  return changed > 0;
}

/** Removes what an attempt wrote, unless another one has taken its place: then that is the other's. */
export async function discard(catalog: Catalog, { row }: Attempt): Promise<void> {
  const other = await catalog.db.row(sql`
    select 1 from dataset_versions where dataset_uid = ${row.dataset_uid} and uid = ${row.uid}
      and attempt is distinct from ${row.attempt} and status <> 'error'`);
  if (!other) await removeFiles(catalog, row);
}

/** Removes what was written of a version: its snapshot and its output. */
export async function removeFiles(
  { store }: Pick<Catalog, 'store'>,
  row: Pick<PublishRow, 'dataset_uid' | 'uid' | 'owner_uid' | 'folder' | 'name'>,
): Promise<void> {
  await store.deleteFolder(snapshotFolder(row.dataset_uid, row.uid));
  const folder = parsePlace(row.folder);
  if (!folder) return;
  await store.deleteFolder(storeFolder(row.owner_uid, below(folder, versionFolder(row.name))));
}

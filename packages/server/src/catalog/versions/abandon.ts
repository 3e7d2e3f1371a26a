import sql from 'sql-template-tag';
import type { Catalog } from '../context.ts';
import { removeFiles } from './publish/attempt.ts';
import { selectPublish } from './row.ts';

/** Gives a version up from outside, and removes what was written of it. False: there is nothing to take back by a run. */
export async function abandonVersion(
  catalog: Catalog,
  uid: string,
  reason: string,
): Promise<boolean> {
  const failed = await catalog.db.run(sql`
    update dataset_versions set status = 'error', attempt = null, message = ${reason}, updated_at = ${new Date()}
    where uid = ${uid} and status = 'creating'`);
  const row = failed > 0 ? await selectPublish(catalog.db, uid) : undefined;
  if (row) await removeFiles(catalog, row);
  return false;
}

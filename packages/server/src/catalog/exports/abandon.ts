import sql from 'sql-template-tag';
import type { Catalog } from '../context.ts';
import { archiveFolder } from './archive.ts';

/**
 * Gives an export up from outside, for a reason that it could not write down itself, and removes what it wrote. False:
 * there is nothing that another run would have to take back.
 */
export async function abandonExport(
  catalog: Catalog,
  uid: string,
  reason: string,
): Promise<boolean> {
  const failed = await catalog.db.run(sql`
    update exports set status = 'failed', object_key = null, error = ${reason}, updated_at = ${new Date()}
    where uid = ${uid} and status in ('requested', 'exporting')`);
  if (failed > 0) await catalog.store.deleteFolder(archiveFolder(uid));
  return false;
}

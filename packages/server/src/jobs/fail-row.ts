import sql from 'sql-template-tag';
import type { JobName } from '../catalog/enqueue.ts';
import { failImport } from '../catalog/imports/fail.ts';
import type { Queryable } from '../db/database.ts';

/** Writes why a job gave up to the row that it served, unless the row had ended by itself. */
export async function failRow(
  db: Queryable,
  job: JobName,
  uid: string,
  reason: string,
): Promise<void> {
  if (job === 'import') return failImport(db, uid, reason);
  await db.run(sql`update exports set status = 'failed', error = ${reason}, updated_at = ${new Date()}
    where uid = ${uid} and status in ('requested', 'exporting')`);
}

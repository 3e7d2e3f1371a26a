import sql from 'sql-template-tag';
import type { JobName } from '../catalog/enqueue.ts';
import type { Queryable } from '../db/database.ts';

/** Writes why a job gave up to the row that it served, unless the row had ended by itself. */
export async function failRow(
  db: Queryable,
  job: JobName,
  uid: string,
  reason: string,
): Promise<void> {
  const now = new Date();
  if (job === 'import') {
    await db.run(sql`update imports set status = 'failed', error = ${reason}, updated_at = ${now}
      where uid = ${uid} and status in ('requested', 'running')`);
  } else {
    await db.run(sql`update exports set status = 'failed', error = ${reason}, updated_at = ${now}
      where uid = ${uid} and status in ('requested', 'exporting')`);
  }
}

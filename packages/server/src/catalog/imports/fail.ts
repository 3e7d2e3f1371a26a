import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { enqueue } from '../enqueue.ts';

/**
 * Gives an import up from outside, after its runner broke down too often: what it added is taken back by another job,
 * and only when that breaks down too does it end as it is. Does nothing to one that has ended.
 */
export async function failImport(db: Queryable, uid: string, reason: string): Promise<void> {
  const now = new Date();
  const undoes = await db.run(sql`
    update imports set status = 'running', phase = 'undoing', error = ${reason}, updated_at = ${now}
    where uid = ${uid} and status in ('requested', 'running') and phase in ('staging', 'publishing')`);
  if (undoes > 0) return enqueue(db, 'import', uid);
  await db.run(sql`
    update imports set status = 'failed', error = coalesce(error, ${reason}), updated_at = ${now}
    where uid = ${uid} and status in ('requested', 'running')`);
}

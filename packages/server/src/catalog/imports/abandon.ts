import sql from 'sql-template-tag';
import type { Catalog } from '../context.ts';

/**
 * Gives an import up from outside, for a reason that it could not write down itself. True when it has to be run once
 * more, to take back what it added; false when it has ended, also because even that failed.
 */
export async function abandonImport(
  { db }: Catalog,
  uid: string,
  reason: string,
): Promise<boolean> {
  const now = new Date();
  const undoing = await db.run(sql`
    update imports set status = 'running', phase = 'undoing', error = ${reason}, updated_at = ${now}
    where uid = ${uid} and status in ('requested', 'running') and phase in ('staging', 'publishing')`);
  if (undoing > 0) return true;
  await db.run(sql`
    update imports set status = 'failed', phase = 'done', updated_at = ${now},
      error = concat_ws(' ', error, 'What it had added could not be taken back: ' || ${reason}::text)
    where uid = ${uid} and status = 'running' and phase = 'undoing'`);
  return false;
}

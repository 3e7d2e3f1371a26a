import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';

/** Results have come for a dataset: what waited for annotations to be confirmed is done. */
export async function endWaiting(tx: Queryable, datasetUid: string, now: Date): Promise<void> {
  await tx.run(sql`
    update dataset_tasks set status = 'done', updated_at = ${now}
    where dataset_uid = ${datasetUid} and status = 'running' and kind in ('auto_label', 'pre_label')`);
}

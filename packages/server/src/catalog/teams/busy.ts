import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';

/** Those of the workers who are in a team task that has not been passed. */
export async function busyWorkers(db: Queryable, uids: string[]): Promise<Set<string>> {
  const rows = await db.rows<{ uid: string }>(sql`
    select distinct m.worker_uid as uid from team_members m
      join team_tasks t on t.dataset_uid = m.dataset_uid and t.uid = m.task_uid
    where m.worker_uid = any(${uids}::uuid[]) and t.status <> 'passed'`);
  return new Set(rows.map(({ uid }) => uid));
}

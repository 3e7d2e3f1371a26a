import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { LABELS } from '../teams/model.ts';
import { TeamProblem } from '../teams/problem.ts';
import { taskColumns, type TeamTask } from './model.ts';

/**
 * Gives every item without a confirmed annotation, and not yet in the task, to as many of its labellers as are to
 * label each, one after the other; the task then runs. Throws `not_startable` with too few labellers.
 */
export async function assign(tx: Transaction, datasetUid: string, taskUid: string): Promise<void> {
  const task = await tx.row<TeamTask>(sql`
    select ${taskColumns} from team_tasks t
    where t.dataset_uid = ${datasetUid} and t.uid = ${taskUid} for update`);
  if (!task) throw new TeamProblem('task_missing');
  const labellers = await tx.rows<{ uid: string }>(sql`
    select w.uid from team_members m join workers w on w.uid = m.worker_uid
    where m.dataset_uid = ${datasetUid} and m.task_uid = ${taskUid} and w.role = ${LABELS} order by w.uid`);
  const uids = labellers.map(({ uid }) => uid);
  const { repetition } = task;
  if (uids.length < repetition) {
    const needed = `${repetition} labelling worker${repetition === 1 ? ' is' : 's are'} needed`;
    throw new TeamProblem('not_startable', needed);
  }
  // Read before the items: what comes in between is assigned the next time.
  const stats = await tx.row<{ revision: number }>(
    sql`select revision from dataset_stats where dataset_uid = ${datasetUid}`,
  );
  const now = new Date();
  await tx.run(sql`
    insert into team_assignments (dataset_uid, task_uid, item_uid, worker_uid, state, created_at, updated_at)
    select ${datasetUid}::uuid, ${taskUid}::uuid, i.uid,
      (${uids}::uuid[])[1 + ((i.place * ${repetition}::int + k.n) % ${uids.length}::int)::int],
      'unannotated', ${now}::timestamptz, ${now}::timestamptz
    from (
      select i.uid, row_number() over (order by i.uid) - 1 + (
        select count(distinct a.item_uid) from team_assignments a
        where a.dataset_uid = ${datasetUid} and a.task_uid = ${taskUid}) as place
      from items i where i.dataset_uid = ${datasetUid}
        and not exists (select 1 from annotations a where a.dataset_uid = ${datasetUid}
          and a.item_uid = i.uid and a.state = 'confirmed')
        and not exists (select 1 from team_assignments a where a.dataset_uid = ${datasetUid}
          and a.task_uid = ${taskUid} and a.item_uid = i.uid)) i
      cross join generate_series(0, ${repetition}::int - 1) k (n)`);
  await tx.run(sql`
    update team_tasks set status = 'running', assigned_revision = ${stats?.revision ?? 0}, updated_at = ${now}
    where dataset_uid = ${datasetUid} and uid = ${taskUid}`);
}

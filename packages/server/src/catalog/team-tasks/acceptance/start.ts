import sql from 'sql-template-tag';
import { newUid } from '../../../db/ids.ts';
import { requireRight } from '../../access/rights.ts';
import type { Context } from '../../context.ts';
import { TeamProblem } from '../../teams/problem.ts';
import type { TaskHome, TeamTask } from '../model.ts';

/** How many of the items that wait for acceptance are drawn. */
export type Sampling = { count: number } | { rate: number };

/**
 * Begins an acceptance and returns its uid: draws items from those that wait for it, by chance, but the same for the
 * same acceptance. Throws `forbidden`, `accepting`, `not_startable`, `nothing_to_accept`.
 */
export async function startAcceptance(
  ctx: Context,
  dataset: TaskHome,
  task: TeamTask,
  sampling: Sampling,
): Promise<string> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  if (task.status === 'accepting') throw new TeamProblem('accepting');
  if (task.status !== 'running')
    throw new TeamProblem('not_startable', `the task is ${task.status}`);
  const uid = newUid();
  const now = new Date();
  const of = sql`dataset_uid = ${task.dataset_uid} and task_uid = ${task.uid}`;
  await ctx.db.transaction(async (tx) => {
    const waiting = await tx.row<{ total: number }>(sql`
      select count(distinct item_uid) as total from team_assignments where ${of} and state = 'unchecked'`);
    const total = waiting?.total ?? 0;
    if (total === 0) throw new TeamProblem('nothing_to_accept');
    const wanted = 'count' in sampling ? sampling.count : Math.ceil(sampling.rate * total);
    const size = Math.min(wanted, total);
    await tx.run(sql`
      update team_assignments set sampled = false, updated_at = ${now} where ${of} and sampled`);
    await tx.run(sql`
      update team_assignments a set sampled = true, verdict = null, updated_at = ${now}
      where ${of} and state = 'unchecked' and item_uid in (
        select item_uid from team_assignments where ${of} and state = 'unchecked'
        group by item_uid order by md5(${uid} || item_uid::text) limit ${size})`);
    await tx.run(sql`
      update team_tasks set status = 'accepting', check_uid = ${uid}, check_action = null,
        check_overwrite = null, check_rate = ${size / total}, updated_at = ${now}
      where dataset_uid = ${task.dataset_uid} and uid = ${task.uid}`);
  });
  return uid;
}

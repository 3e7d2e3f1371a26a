import sql, { empty, type Sql } from 'sql-template-tag';
import type { Transaction } from '../../../db/database.ts';
import { requireRight } from '../../access/rights.ts';
import type { Context } from '../../context.ts';
import { TeamProblem } from '../../teams/problem.ts';
import type { TaskHome, TeamTask } from '../model.ts';
import { writeAnswers } from './write.ts';

/** What the owner decides at the end; `checked` are the items with an opinion. */
export const verdicts = [
  'pass_all',
  'reject_all',
  'cancel',
  'pass_others',
  'pass_checked',
] as const;
export type Verdict = (typeof verdicts)[number];

/** Which of the waiting answers pass; the others are sent back. */
const passing: Record<Exclude<Verdict, 'cancel'>, Sql> = {
  pass_all: sql`true`,
  reject_all: sql`false`,
  pass_others: sql`coalesce((verdict->>'accept')::boolean, true)`,
  pass_checked: sql`coalesce((verdict->>'accept')::boolean, false)`,
};

/**
 * Ends an acceptance. What passes becomes the items' annotations where the task says so; an item that has confirmed
 * ones by now keeps them unless `overwrite`. The task is passed when nothing is left to do, rejected when something
 * was sent back, and else goes on. Throws `forbidden`, `not_accepting`.
 */
export async function finishAcceptance(
  ctx: Context,
  dataset: TaskHome,
  task: TeamTask,
  { verdict, number, overwrite }: { verdict: Verdict; number: number; overwrite: boolean },
): Promise<void> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  const now = new Date();
  const of = sql`dataset_uid = ${task.dataset_uid} and task_uid = ${task.uid}`;
  await ctx.db.transaction(async (tx) => {
    const held = await tx.row<{ status: string }>(sql`
      select status from team_tasks where dataset_uid = ${task.dataset_uid} and uid = ${task.uid} for update`);
    if (held?.status !== 'accepting') throw new TeamProblem('not_accepting');
    if (verdict === 'cancel') {
      await tx.run(sql`
        update team_assignments set sampled = false, verdict = null, updated_at = ${now} where ${of} and sampled`);
    } else {
      const passed = await tx.rows<{ item_uid: string; state: string }>(sql`
        update team_assignments
        set state = case when ${passing[verdict]} then 'accepted' else 'rejected' end, updated_at = ${now}
        where ${of} and state = 'unchecked' returning item_uid, state`);
      const items = passed.filter(({ state }) => state === 'accepted').map((row) => row.item_uid);
      if (task.sync_results) await writeAnswers(tx, dataset, task, [...new Set(items)], overwrite);
    }
    const status = verdict === 'cancel' ? 'running' : await standOf(tx, of);
    await tx.run(sql`
      update team_tasks set status = ${status}, check_action = ${number}, check_overwrite = ${overwrite},
        updated_at = ${now} ${verdict === 'cancel' ? sql`, check_uid = null` : empty}
      where dataset_uid = ${task.dataset_uid} and uid = ${task.uid}`);
  });
}

async function standOf(tx: Transaction, of: Sql): Promise<'passed' | 'rejected' | 'running'> {
  const left = await tx.row<{ rejected: boolean; open: boolean }>(sql`
    select coalesce(bool_or(state = 'rejected'), false) as rejected,
      coalesce(bool_or(state <> 'accepted'), false) as open
    from team_assignments where ${of}`);
  if (left?.rejected) return 'rejected';
  return left?.open ? 'running' : 'passed';
}

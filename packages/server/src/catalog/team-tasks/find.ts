import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import { TeamProblem } from '../teams/problem.ts';
import type { UidRange } from '../teams/model.ts';
import { assign } from './assign.ts';
import { taskColumns, type TaskHome, type TeamTask } from './model.ts';

/** A team task of a dataset whose rights have been checked. Throws `task_missing`. */
export async function findTeamTask(
  ctx: Context,
  dataset: TaskHome,
  id: UidRange | undefined,
): Promise<TeamTask> {
  const task = id && (await load(ctx, dataset, id));
  if (!task) throw new TeamProblem('task_missing');
  if (!(await isBehind(ctx, task))) return task;
  await ctx.db.transaction((tx) => assign(tx, task.dataset_uid, task.uid));
  return (await load(ctx, dataset, id)) ?? task;
}

const load = (ctx: Context, dataset: TaskHome, id: UidRange) =>
  ctx.db.row<TeamTask>(sql`
    select ${taskColumns} from team_tasks t
    where t.dataset_uid = ${dataset.uid} and t.uid between ${id.first} and ${id.last}`);

/** Whether items may have come that are to be assigned. */
async function isBehind(ctx: Context, task: TeamTask): Promise<boolean> {
  if (!task.sync_data || task.status !== 'running') return false;
  const stats = await ctx.db.row<{ revision: number }>(
    sql`select revision from dataset_stats where dataset_uid = ${task.dataset_uid}`,
  );
  return stats !== undefined && stats.revision !== task.assigned_revision;
}

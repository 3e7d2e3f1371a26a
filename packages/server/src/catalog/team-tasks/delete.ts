import sql from 'sql-template-tag';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import type { TaskHome, TeamTask } from './model.ts';

/** Deletes a task with its answers; what was accepted stays in the dataset. Throws `forbidden`. */
export async function deleteTeamTask(
  ctx: Context,
  dataset: TaskHome,
  task: TeamTask,
): Promise<void> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  await ctx.db.run(
    sql`delete from team_tasks where dataset_uid = ${dataset.uid} and uid = ${task.uid}`,
  );
}

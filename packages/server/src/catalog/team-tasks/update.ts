import sql from 'sql-template-tag';
import { isUniqueViolation } from '../../db/errors.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { TeamProblem } from '../teams/problem.ts';
import { assign } from './assign.ts';
import { resolveMembers, setMembers, type MembersWanted } from './members.ts';
import type { TaskHome, TeamTask } from './model.ts';

/** What is absent stays. Throws `forbidden`, `task_exists`, `team_missing`, `worker_missing`, `not_startable`. */
export async function updateTeamTask(
  ctx: Context,
  dataset: TaskHome,
  task: TeamTask,
  change: {
    name?: string | undefined;
    description?: string | undefined;
    members?: MembersWanted[] | undefined;
  },
): Promise<void> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  const { name = task.name, description = task.description, members } = change;
  const work = ctx.db.transaction(async (tx) => {
    await tx.run(sql`
      update team_tasks set name = ${name}, description = ${description}, updated_at = ${new Date()}
      where dataset_uid = ${dataset.uid} and uid = ${task.uid}`);
    if (!members) return;
    await setMembers(
      tx,
      dataset.uid,
      task.uid,
      await resolveMembers(tx, dataset.owner_uid, members),
    );
    if (task.status === 'running') await assign(tx, dataset.uid, task.uid);
  });
  try {
    await work;
  } catch (error) {
    if (isUniqueViolation(error)) throw new TeamProblem('task_exists');
    throw error;
  }
}

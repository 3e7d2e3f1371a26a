import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { TeamProblem } from '../teams/problem.ts';
import { assign } from './assign.ts';
import { resolveMembers, setMembers, type MembersWanted } from './members.ts';
import type { TaskHome, TeamTask } from './model.ts';

/**
 * Starts a task that was made without workers, or again one whose answers were rejected; `members` absent: those it
 * has. Throws `forbidden`, `not_startable`, `team_missing`, `worker_missing`.
 */
export async function startTeamTask(
  ctx: Context,
  dataset: TaskHome,
  task: TeamTask,
  members: MembersWanted[] | undefined,
): Promise<void> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  if (task.status !== 'created' && task.status !== 'rejected') {
    throw new TeamProblem('not_startable', `it is ${task.status}`);
  }
  await ctx.db.transaction(async (tx) => {
    if (members) {
      await setMembers(
        tx,
        dataset.uid,
        task.uid,
        await resolveMembers(tx, dataset.owner_uid, members),
      );
    }
    await assign(tx, dataset.uid, task.uid);
  });
}

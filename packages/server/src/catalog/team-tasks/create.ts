import sql from 'sql-template-tag';
import { isUniqueViolation } from '../../db/errors.ts';
import { newUid } from '../../db/ids.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { TeamProblem } from '../teams/problem.ts';
import { assign } from './assign.ts';
import { resolveMembers, setMembers, type MembersWanted } from './members.ts';
import type { TaskHome } from './model.ts';

export interface NewTeamTask {
  name: string;
  description: string;
  repetition: number;
  syncData: boolean;
  syncProposed: boolean;
  syncResults: boolean;
  options: Record<string, unknown>;
  /** Absent: the task waits until it is started with some. */
  members?: MembersWanted[] | undefined;
}

/**
 * Makes a team task and returns its uid; with workers it starts at once: every item that has no confirmed annotation
 * is assigned. Throws `forbidden`, `task_exists`, `team_missing`, `worker_missing`, `not_startable`.
 */
export async function createTeamTask(
  ctx: Context,
  dataset: TaskHome,
  input: NewTeamTask,
): Promise<string> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  const uid = newUid();
  const now = new Date();
  try {
    await ctx.db.transaction(async (tx) => {
      await tx.run(sql`
        insert into team_tasks (dataset_uid, uid, name, description, status, repetition, sync_data,
          sync_proposed, sync_results, options, created_at, updated_at)
        values (${dataset.uid}, ${uid}, ${input.name}, ${input.description}, 'created', ${input.repetition},
          ${input.syncData}, ${input.syncProposed}, ${input.syncResults},
          ${JSON.stringify(input.options)}, ${now}, ${now})`);
      if (!input.members?.length) return;
      await setMembers(
        tx,
        dataset.uid,
        uid,
        await resolveMembers(tx, dataset.owner_uid, input.members),
      );
      await assign(tx, dataset.uid, uid);
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new TeamProblem('task_exists');
    throw error;
  }
  return uid;
}

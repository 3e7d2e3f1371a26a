import sql from 'sql-template-tag';
import { isUniqueViolation } from '../../../db/errors.ts';
import { newUid } from '../../../db/ids.ts';
import { requireRight } from '../../access/rights.ts';
import type { Context } from '../../context.ts';
import type { Team } from '../model.ts';
import { TeamProblem } from '../problem.ts';
import { requireOneManager } from './manager.ts';

export interface NewWorker {
  email: string;
  role: number;
  description: string;
}

/** Adds workers to a team, all or none, and returns their uids. Throws `forbidden`, `worker_exists`, `manager_exists`. */
export async function createWorkers(
  ctx: Context,
  team: Team,
  workers: NewWorker[],
): Promise<string[]> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: team.owner_uid });
  const now = new Date();
  try {
    return await ctx.db.transaction(async (tx) => {
      const uids: string[] = [];
      for (const { email, role, description } of workers) {
        await requireOneManager(tx, team.uid, role);
        const uid = newUid();
        await tx.run(sql`
          insert into workers (uid, team_uid, email, role, description, created_at, updated_at)
          values (${uid}, ${team.uid}, ${email}, ${role}, ${description}, ${now}, ${now})`);
        uids.push(uid);
      }
      await tx.run(sql`update teams set updated_at = ${now} where uid = ${team.uid}`);
      return uids;
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new TeamProblem('worker_exists');
    throw error;
  }
}

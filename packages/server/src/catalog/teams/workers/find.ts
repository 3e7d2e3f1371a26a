import sql from 'sql-template-tag';
import type { Context } from '../../context.ts';
import { workerColumns, type Team, type Worker } from '../model.ts';
import { TeamProblem } from '../problem.ts';

/** A worker of a team that has been found. Throws `worker_missing`. */
export async function findWorker(
  ctx: Context,
  team: Team,
  uid: string | undefined,
): Promise<Worker> {
  const worker = await ctx.db.row<Worker>(sql`
    select ${workerColumns} from workers w join teams t on t.uid = w.team_uid
    where w.team_uid = ${team.uid} and w.uid = ${uid ?? null}`);
  if (!worker) throw new TeamProblem('worker_missing');
  return worker;
}

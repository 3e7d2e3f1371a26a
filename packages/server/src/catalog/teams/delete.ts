import sql from 'sql-template-tag';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { busyWorkers } from './busy.ts';
import type { Team } from './model.ts';
import { TeamProblem } from './problem.ts';

/** Deletes a team with its workers. Throws `forbidden`, `team_busy`. */
export async function deleteTeam(ctx: Context, team: Team): Promise<void> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: team.owner_uid });
  const workers = await ctx.db.rows<{ uid: string }>(
    sql`select uid from workers where team_uid = ${team.uid}`,
  );
  const busy = await busyWorkers(
    ctx.db,
    workers.map(({ uid }) => uid),
  );
  if (busy.size > 0) throw new TeamProblem('team_busy');
  await ctx.db.run(sql`delete from teams where uid = ${team.uid}`);
}

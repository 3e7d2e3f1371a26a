import sql from 'sql-template-tag';
import { isUniqueViolation } from '../../db/errors.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import type { Team } from './model.ts';
import { TeamProblem } from './problem.ts';

/** What is absent stays. Throws `forbidden`, `team_exists`. */
export async function updateTeam(
  ctx: Context,
  team: Team,
  change: { name?: string | undefined; description?: string | undefined },
): Promise<void> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: team.owner_uid });
  const { name = team.name, description = team.description } = change;
  try {
    await ctx.db.run(sql`
      update teams set name = ${name}, description = ${description}, updated_at = ${new Date()}
      where uid = ${team.uid}`);
  } catch (error) {
    if (isUniqueViolation(error)) throw new TeamProblem('team_exists');
    throw error;
  }
}

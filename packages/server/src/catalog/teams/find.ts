import sql from 'sql-template-tag';
import { requireRight, type Right } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { teamColumns, type Team, type UidRange } from './model.ts';
import { TeamProblem } from './problem.ts';

/** An owner's team. Throws `forbidden`, `team_missing`. */
export async function findTeam(
  ctx: Context,
  ownerUid: string,
  id: UidRange,
  right: Right = 'dataset.read',
): Promise<Team> {
  requireRight(ctx.actor, right, { ownerUid });
  const team = await ctx.db.row<Team>(sql`
    select ${teamColumns} from teams t
    where t.owner_uid = ${ownerUid} and t.uid between ${id.first} and ${id.last}`);
  if (!team) throw new TeamProblem('team_missing');
  return team;
}

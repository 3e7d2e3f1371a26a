import sql from 'sql-template-tag';
import { isUniqueViolation } from '../../db/errors.ts';
import { newUid } from '../../db/ids.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { TeamProblem } from './problem.ts';

export interface NewTeam {
  ownerUid: string;
  name: string;
  description: string;
}

/** Makes a team without workers and returns its uid. Throws `forbidden`, `team_exists`. */
export async function createTeam(ctx: Context, team: NewTeam): Promise<string> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: team.ownerUid });
  const uid = newUid();
  const now = new Date();
  try {
    await ctx.db.run(sql`
      insert into teams (uid, owner_uid, name, description, created_at, updated_at)
      values (${uid}, ${team.ownerUid}, ${team.name}, ${team.description}, ${now}, ${now})`);
  } catch (error) {
    if (isUniqueViolation(error)) throw new TeamProblem('team_exists');
    throw error;
  }
  return uid;
}

import type { FastifyRequest } from 'fastify';
import type { Right } from '../../../catalog/access/rights.ts';
import type { Context } from '../../../catalog/context.ts';
import { findTeam } from '../../../catalog/teams/find.ts';
import type { Team, Worker } from '../../../catalog/teams/model.ts';
import { TeamProblem } from '../../../catalog/teams/problem.ts';
import { findWorker } from '../../../catalog/teams/workers/find.ts';
import { parseUid } from '../../../catalog/uids.ts';
import { projectOf } from '../auth/project.ts';
import { uidRange } from '../ids.ts';

/** The team that the path names. Throws 4601. */
export async function teamOf(ctx: Context, request: FastifyRequest, right?: Right): Promise<Team> {
  const project = projectOf(request);
  const { workforce_id: id = '' } = request.params as { workforce_id?: string };
  const range = uidRange(id);
  if (!range) throw new TeamProblem('team_missing');
  return findTeam(ctx, project, range, right);
}

/** The worker that the path names, of a team. Throws 4604. */
export function workerOf(ctx: Context, request: FastifyRequest, team: Team): Promise<Worker> {
  const { worker_id: id = '' } = request.params as { worker_id?: string };
  return findWorker(ctx, team, parseUid(id));
}

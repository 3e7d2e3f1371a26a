import type { FastifyRequest } from 'fastify';
import type { Right } from '../../../catalog/access/rights.ts';
import { findTeamTask } from '../../../catalog/team-tasks/find.ts';
import type { ProfiledDataset } from '../../../catalog/profiles/model.ts';
import type { TaskHome, TeamTask } from '../../../catalog/team-tasks/model.ts';
import { projectOf } from '../auth/project.ts';
import { datasetOf } from '../datasets/find.ts';
import { uidRange } from '../ids.ts';
import { contextOf, type Dialect } from '../request.ts';

/** The dataset that the path names. */
export async function homeOf(dialect: Dialect, request: FastifyRequest, right?: Right) {
  const dataset = await datasetOf(dialect, request, right);
  return { ...dataset, owner_uid: projectOf(request) };
}

/** The dataset and the team task that the path names. Throws 4352, 4619. */
export async function taskOf(
  dialect: Dialect,
  request: FastifyRequest,
  right?: Right,
): Promise<{ dataset: TaskHome & ProfiledDataset; task: TeamTask }> {
  const dataset = await homeOf(dialect, request, right);
  const { workforce_task_id: id = '' } = request.params as { workforce_task_id?: string };
  const task = await findTeamTask(contextOf(dialect, request), dataset, uidRange(id));
  return { dataset, task };
}

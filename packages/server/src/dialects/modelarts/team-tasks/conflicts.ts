import type { ListTeamSamples } from '@sheaf/contract/modelarts';
import type { FastifyRequest } from 'fastify';
import { conflicting } from '../../../catalog/team-tasks/acceptance/write.ts';
import { listAssignments } from '../../../catalog/team-tasks/items.ts';
import { membersOf } from '../../../catalog/team-tasks/members.ts';
import type { TeamTask } from '../../../catalog/team-tasks/model.ts';
import type { ProfiledDataset } from '../../../catalog/profiles/model.ts';
import { contextOf, type Dialect } from '../request.ts';
import { toTeamSamples } from './sample-convert.ts';

/** As many as a list shows at most. */
const MOST_SHOWN = 1000;

/** Answers on samples that were labelled in the dataset while the team labelled them. */
export async function conflictingSamples(
  dialect: Dialect,
  request: FastifyRequest,
  dataset: ProfiledDataset,
  task: TeamTask,
): Promise<ListTeamSamples> {
  const ctx = contextOf(dialect, request);
  const itemUids = await conflicting(ctx.db, task);
  const page = { page: 0, limit: MOST_SHOWN, descending: false };
  const { rows, total } = await listAssignments(ctx, task, page, {
    itemUids,
    states: ['unchecked'],
  });
  const members = await membersOf(ctx.db, [task.dataset_uid], [task.uid]);
  const shown = await toTeamSamples(dialect, request, { dataset, task, members }, rows);
  return { sample_count: total, samples: shown };
}

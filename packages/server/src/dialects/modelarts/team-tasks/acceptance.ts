import type { FastifyInstance, FastifyRequest } from 'fastify';
import { commentItems } from '../../../catalog/team-tasks/acceptance/comment.ts';
import { finishAcceptance, verdicts } from '../../../catalog/team-tasks/acceptance/finish.ts';
import { startAcceptance, type Sampling } from '../../../catalog/team-tasks/acceptance/start.ts';
import { reviewItems } from '../../../catalog/team-tasks/review.ts';
import { shortId } from '../ids.ts';
import { Input } from '../input.ts';
import { contextOf, type Dialect } from '../request.ts';
import { readComments } from './comments.ts';
import { conflictingSamples } from './conflicts.ts';
import { taskOf } from './path.ts';
import { report } from './report.ts';

const task = '/:project_id/datasets/:dataset_id/workforce-tasks/:workforce_task_id';

/** The action that lists samples instead of deciding. */
const LIST_CONFLICTS = 3;
/** What each action of the document decides. */
const decisions = [verdicts[0], verdicts[1], verdicts[2], undefined, verdicts[3], verdicts[4]];

/** The review by reviewers, and the acceptance by the owner. */
export function acceptance(app: FastifyInstance, dialect: Dialect): void {
  const hidden = { schema: { hide: true } };
  app.post(`${task}/data-annotations/review`, hidden, async (request) => {
    const { dataset, task: found } = await taskOf(dialect, request, 'dataset.write');
    await reviewItems(contextOf(dialect, request), dataset, found, readComments(request.body));
    return {};
  });
  app.post(`${task}/acceptance`, hidden, async (request) => {
    const { dataset, task: found } = await taskOf(dialect, request, 'dataset.write');
    const sampling = readSampling(new Input(request.body));
    const uid = await startAcceptance(contextOf(dialect, request), dataset, found, sampling);
    return { task_id: shortId(uid) };
  });
  app.post(`${task}/acceptance/batch-comment`, hidden, async (request) => {
    const { dataset, task: found } = await taskOf(dialect, request, 'dataset.write');
    await commentItems(contextOf(dialect, request), dataset, found, readComments(request.body));
    return {};
  });
  app.get(`${task}/acceptance/report`, hidden, async (request) => {
    const { task: found } = await taskOf(dialect, request);
    return report(contextOf(dialect, request), found, Input.query(request.query));
  });
  app.put(`${task}/acceptance/status`, hidden, (request) => decide(dialect, request));
}

function readSampling(body: Input): Sampling {
  const count = body.whole('sampling_num', 1, Number.MAX_SAFE_INTEGER);
  if (count !== undefined) return { count };
  const rate = body.required('sampling_rate', body.number('sampling_rate', 0, 1));
  if (rate === 0) throw body.bad('sampling_rate', 'must be greater than 0');
  return { rate };
}

async function decide(dialect: Dialect, request: FastifyRequest): Promise<object> {
  const { dataset, task: found } = await taskOf(dialect, request, 'dataset.write');
  const body = new Input(request.body);
  const action = body.required('action', body.whole('action', 0, 5));
  const ctx = contextOf(dialect, request);
  if (action === LIST_CONFLICTS) return conflictingSamples(dialect, request, dataset, found);
  const overwrite = body.flag('overwrite_last_result') ?? false;
  const verdict = decisions[action] ?? 'cancel';
  await finishAcceptance(ctx, dataset, found, { verdict, number: action, overwrite });
  return {};
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type {
  BatchAnswer,
  DatasetType,
  ListTeamSamples,
  TeamSample,
} from '@sheaf/contract/modelarts';
import { UpdateSamplesRequest } from '@sheaf/contract/modelarts';
import { answerItems, type Answer } from '../../../catalog/team-tasks/answer.ts';
import { listAssignments } from '../../../catalog/team-tasks/items.ts';
import { memberOf } from '../../../catalog/team-tasks/member-of.ts';
import { membersOf } from '../../../catalog/team-tasks/members.ts';
import type { Member } from '../../../catalog/team-tasks/model.ts';
import { emailOf } from '../../../catalog/team-tasks/of-worker.ts';
import { parseUid } from '../../../catalog/uids.ts';
import type { Context } from '../../../catalog/context.ts';
import type { CatalogError } from '../../../catalog/errors.ts';
import { bodyOf } from '../body.ts';
import { Input } from '../input.ts';
import { pageAsked } from '../paging.ts';
import { contextOf, type Dialect } from '../request.ts';
import { batchOf, sampleMissing } from '../samples/fault.ts';
import type { Fault } from '../errors.ts';
import { badParameter } from '../errors.ts';
import { readLabels } from '../samples/input.ts';
import { taskOf } from './path.ts';
import { toTeamSamples } from './sample-convert.ts';
import { stateFilters } from './states.ts';

const task = '/:project_id/datasets/:dataset_id/workforce-tasks/:workforce_task_id';
const body = bodyOf(UpdateSamplesRequest);

/** What the workers of a task have to label, and what they answer. */
export function samples(app: FastifyInstance, dialect: Dialect): void {
  const hidden = { schema: { hide: true } };
  const all = `${task}/data-annotations/samples`;
  app.get(all, hidden, (request) => list(dialect, request));
  app.get(`${all}/:sample_id`, hidden, (request) => show(dialect, request));
  app.put(all, hidden, (request) => answer(dialect, request));
}

/** Of one worker with `email` or `worker_id`, else of all: a sample comes once for each of its workers. */
async function list(dialect: Dialect, request: FastifyRequest): Promise<ListTeamSamples> {
  const { dataset, task: found } = await taskOf(dialect, request);
  const ctx = contextOf(dialect, request);
  const query = Input.query(request.query);
  const members = await membersOf(ctx.db, [found.dataset_uid], [found.uid]);
  const [email, id] = [query.text('email'), query.text('worker_id')];
  const named = email !== undefined || id !== undefined;
  const worker = named ? memberOf(members, { uid: uidOf(id), email }) : undefined;
  const { rows, total } = await listAssignments(ctx, found, pageAsked(query), {
    ...stateFilters(query),
    workerUid: worker?.uid,
  });
  const shown = await toTeamSamples(dialect, request, { dataset, task: found, members }, rows);
  return { sample_count: total, samples: shown };
}

async function show(dialect: Dialect, request: FastifyRequest): Promise<TeamSample> {
  const { dataset, task: found } = await taskOf(dialect, request);
  const ctx = contextOf(dialect, request);
  const { sample_id: id = '' } = request.params as { sample_id?: string };
  const uid = parseUid(id);
  if (uid === undefined) throw sampleMissing(id);
  const members = await membersOf(ctx.db, [found.dataset_uid], [found.uid]);
  const page = { page: 0, limit: 1, descending: false };
  const { rows } = await listAssignments(ctx, found, page, { itemUids: [uid] });
  const [shown] = await toTeamSamples(dialect, request, { dataset, task: found, members }, rows);
  if (!shown) throw sampleMissing(id);
  return shown;
}

/** The labels of a sample are overwritten; the worker is named by the sample or the body, else it is the caller. */
async function answer(dialect: Dialect, request: FastifyRequest): Promise<BatchAnswer> {
  const { dataset, task: found } = await taskOf(dialect, request, 'dataset.write');
  const ctx = contextOf(dialect, request);
  const { samples: given, email } = body(request.body);
  const members = await membersOf(ctx.db, [found.dataset_uid], [found.uid]);
  const ids = workerIds(request.body);
  const outcomes: (Fault | undefined)[] = given.map(() => undefined);
  const byWorker = new Map<string, { at: number; answer: Answer }[]>();
  for (const [at, sample] of given.entries()) {
    const itemUid = parseUid(sample.sample_id ?? '');
    if (itemUid === undefined) {
      outcomes[at] = sampleMissing(sample.sample_id ?? '');
      continue;
    }
    const { uid } = await workerOf(ctx, members, { id: ids[at], email });
    const labels = readLabels(sample.labels ?? [], dataset.kind as DatasetType, `samples[${at}]`);
    const answers = byWorker.get(uid) ?? [];
    answers.push({ at, answer: { itemUid, annotations: labels } });
    byWorker.set(uid, answers);
  }
  for (const [workerUid, answers] of byWorker) {
    const all = answers.map((one) => one.answer);
    const problems = await answerItems(ctx, dataset, found, { members, workerUid }, all);
    for (const [index, { at }] of answers.entries()) {
      const problem = problems[index];
      if (problem) outcomes[at] = faultOf(problem, given[at]?.sample_id ?? '');
    }
  }
  return batchOf(outcomes);
}

/** Beside what the samples of a dataset have. */
function workerIds(given: unknown): (string | undefined)[] {
  const samples = new Input(given).objects('samples') ?? [];
  return samples.map((sample) => sample.text('worker_id'));
}

const uidOf = (id: string | undefined) => (id === undefined ? undefined : (parseUid(id) ?? id));

async function workerOf(
  ctx: Context,
  members: Member[],
  { id, email }: { id: string | undefined; email: string | undefined },
): Promise<Member> {
  if (id !== undefined) return memberOf(members, { uid: uidOf(id) });
  return memberOf(members, { email: email ?? (await emailOf(ctx)) });
}

const faultOf = ({ code, message }: CatalogError, id: string): Fault =>
  code === 'not_found' ? sampleMissing(id) : badParameter(`of sample ${id}`, message);

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { BatchAnswer, ListWorkers } from '@sheaf/contract/modelarts';
import type { Team } from '../../../catalog/teams/model.ts';
import { createWorkers } from '../../../catalog/teams/workers/create.ts';
import { deleteWorkers } from '../../../catalog/teams/workers/delete.ts';
import { listWorkers } from '../../../catalog/teams/workers/list.ts';
import { updateWorker } from '../../../catalog/teams/workers/update.ts';
import { parseUid } from '../../../catalog/uids.ts';
import { projectOf } from '../auth/project.ts';
import { ruleFault } from '../errors.ts';
import { Input } from '../input.ts';
import { pageAsked } from '../paging.ts';
import { contextOf, type Dialect } from '../request.ts';
import { toWorker } from './convert.ts';
import { teamOf, workerOf } from './path.ts';
import { description, email } from './rules.ts';

/** Workers of a team, and of all teams of a project. */
export function workers(app: FastifyInstance, dialect: Dialect): void {
  const hidden = { schema: { hide: true } };
  const all = '/:project_id/workforces/:workforce_id/workers';
  const one = `${all}/:worker_id`;
  app.get('/:project_id/workforces/workers', hidden, (request) => list(dialect, request));
  app.get(all, hidden, async (request) =>
    list(dialect, request, await teamOf(contextOf(dialect, request), request)),
  );
  app.post(all, hidden, async (request, reply) => {
    await create(dialect, request);
    return reply.code(201).send({});
  });
  app.post(`${all}/batch-delete`, hidden, (request) => deleteMany(dialect, request));
  app.get(one, hidden, async (request) => {
    const ctx = contextOf(dialect, request);
    return toWorker(await workerOf(ctx, request, await teamOf(ctx, request)));
  });
  app.put(one, hidden, (request) => update(dialect, request));
  app.delete(one, hidden, async (request, reply) => {
    const ctx = contextOf(dialect, request);
    const team = await teamOf(ctx, request, 'dataset.write');
    const worker = await workerOf(ctx, request, team);
    const [problem] = await deleteWorkers(ctx, team, [worker.uid]);
    if (problem) throw problem;
    return reply.code(204).send();
  });
}

async function list(dialect: Dialect, request: FastifyRequest, team?: Team): Promise<ListWorkers> {
  const query = Input.query(request.query);
  const { rows, total } = await listWorkers(contextOf(dialect, request), projectOf(request), {
    ...pageAsked(query),
    sortBy: query.oneOf('sort_by', ['create_time', 'email']) === 'email' ? 'email' : 'created_at',
    role: query.whole('role', 0, 3),
    teamUid: team?.uid,
  });
  return { total_number: total, workers: rows.map(toWorker) };
}

/** `emails` is one text in the documents, with several addresses set apart by commas or semicolons. */
async function create(dialect: Dialect, request: FastifyRequest): Promise<void> {
  const ctx = contextOf(dialect, request);
  const team = await teamOf(ctx, request, 'dataset.write');
  const body = new Input(request.body);
  const given = Array.isArray(body.any('emails'))
    ? body.texts('emails')
    : body.text('emails')?.split(/[,;]/);
  const addresses = body.required('emails', given).map((address) => {
    const entry = new Input({ emails: address.trim() });
    return entry.required('emails', entry.text('emails', email));
  });
  const role = body.required('role', body.whole('role', 0, 2));
  const text = body.text('description', description) ?? '';
  await createWorkers(
    ctx,
    team,
    addresses.map((address) => ({ email: address, role, description: text })),
  );
}

async function update(dialect: Dialect, request: FastifyRequest) {
  const ctx = contextOf(dialect, request);
  const team = await teamOf(ctx, request, 'dataset.write');
  const worker = await workerOf(ctx, request, team);
  const body = new Input(request.body);
  await updateWorker(ctx, team, worker, {
    role: body.whole('role', 0, 3),
    description: body.text('description', description),
  });
  return {};
}

async function deleteMany(dialect: Dialect, request: FastifyRequest): Promise<BatchAnswer> {
  const ctx = contextOf(dialect, request);
  const team = await teamOf(ctx, request, 'dataset.write');
  const ids = new Input(request.body).texts('workers') ?? [];
  const problems = await deleteWorkers(ctx, team, ids.map(parseUid));
  const results = problems.map((problem) => {
    if (!problem) return { success: true };
    const { code, message } = ruleFault(problem);
    return { success: false, error_code: code, error_msg: message };
  });
  return { success: results.every(({ success }) => success), results };
}

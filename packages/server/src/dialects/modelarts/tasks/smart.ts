import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ListSmartTasks, SmartTask, TaskCreated } from '@sheaf/contract/modelarts';
import { createWaiting } from '../../../catalog/dataset-tasks/create-waiting.ts';
import { findWaiting, listWaiting, stopWaiting } from '../../../catalog/dataset-tasks/waiting.ts';
import type { WaitingKind } from '../../../catalog/dataset-tasks/model.ts';
import { describeProfile } from '../../../catalog/profiles/find.ts';
import { projectOf } from '../auth/project.ts';
import { datasetIdOf, datasetOf } from '../datasets/find.ts';
import { Fault } from '../errors.ts';
import { shortId, uidRange } from '../ids.ts';
import { Input } from '../input.ts';
import { pageAsked } from '../paging.ts';
import { contextOf, type Dialect } from '../request.ts';
import { toSmartTask } from './smart-convert.ts';

const kinds: Readonly<Record<string, WaitingKind>> = {
  'auto-label': 'auto_label',
  'pre-label': 'pre_label',
  'auto-grouping': 'auto_group',
};
const names = ['auto-label', 'pre-label', 'auto-grouping', 'auto-deploy'] as const;

/** Tasks of models. Sheaf runs none: a task waits until a program outside has brought its results. */
export function smartTasks(app: FastifyInstance, dialect: Dialect): void {
  const hidden = { schema: { hide: true } };
  const all = '/:project_id/datasets/:dataset_id/tasks';
  app.post(all, hidden, (request) => create(dialect, request));
  app.get(all, hidden, (request) => list(dialect, request));
  app.get(`${all}/:task_id`, hidden, (request) => show(dialect, request));
  app.post(`${all}/:task_id/stop`, hidden, async (request, reply) => {
    const dataset = await datasetOf(dialect, request, 'dataset.write');
    const ctx = contextOf(dialect, request);
    const task = await findWaiting(ctx, dataset.uid, taskRange(request));
    await stopWaiting(ctx, projectOf(request), task);
    return reply.code(204).send();
  });
}

const taskRange = (request: FastifyRequest) =>
  uidRange((request.params as { task_id?: string }).task_id ?? '');

async function create(dialect: Dialect, request: FastifyRequest): Promise<TaskCreated> {
  const dataset = await datasetOf(dialect, request, 'dataset.write');
  const body = new Input(request.body);
  const type = body.required('task_type', body.oneOf('task_type', names));
  const kind = kinds[type];
  if (!kind) throw new Fault(501, 'ModelArts.4383', `Unsupported operation: ${type}`);
  const model = body.text('model_id', { most: 100 });
  if (kind === 'pre_label') body.required('model_id', model);
  const { config } = { config: body.any('config') };
  if (config !== undefined) new Input(config, 'config.');
  const uid = await createWaiting(
    contextOf(dialect, request),
    { uid: dataset.uid, owner_uid: projectOf(request) },
    {
      kind,
      name: body.text('task_name', { most: 100 }) ?? '',
      asked: { ...(model !== undefined && { model_id: model }), config: config ?? {} },
    },
  );
  return { task_id: shortId(uid) };
}

/** Without a type those that label. */
async function list(dialect: Dialect, request: FastifyRequest): Promise<ListSmartTasks> {
  const ctx = contextOf(dialect, request);
  const dataset = await describeProfile(ctx, projectOf(request), datasetIdOf(request));
  const query = Input.query(request.query);
  const type = query.oneOf('type', names);
  const kind = type === undefined ? undefined : kinds[type];
  const { rows, total } = await listWaiting(ctx, dataset.uid, {
    ...pageAsked(query),
    kinds: type === undefined ? ['auto_label', 'pre_label'] : kind ? [kind] : [],
    name: query.text('task_name'),
  });
  return {
    total_count: total,
    tasks: rows.map((task) => toSmartTask(task, dataset)),
    exist_running_deploy_task: false,
  };
}

async function show(dialect: Dialect, request: FastifyRequest): Promise<SmartTask> {
  const ctx = contextOf(dialect, request);
  const dataset = await describeProfile(ctx, projectOf(request), datasetIdOf(request));
  return toSmartTask(await findWaiting(ctx, dataset.uid, taskRange(request)), dataset);
}

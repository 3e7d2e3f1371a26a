import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ListImportTasks, TaskCreated } from '@sheaf/contract/modelarts';
import {
  findImportTask,
  listImportTasks,
  runningImports,
} from '../../../catalog/dataset-tasks/imports.ts';
import { createImport, createImportOfManifest } from '../../../catalog/imports/create.ts';
import { datasetOf } from '../datasets/find.ts';
import { Fault } from '../errors.ts';
import { shortId, uidRange } from '../ids.ts';
import { Input } from '../input.ts';
import { pageAsked } from '../paging.ts';
import { contextOf, type Dialect } from '../request.ts';
import { readImport } from './import-body.ts';
import { importTaskId, toImportTask } from './import-convert.ts';

/** Imports of folders and manifests. */
export function imports(app: FastifyInstance, dialect: Dialect): void {
  const hidden = { schema: { hide: true } };
  const all = '/:project_id/datasets/:dataset_id/import-tasks';
  app.post(all, hidden, (request) => create(dialect, request));
  app.get(all, hidden, (request) => list(dialect, request));
  app.get(`${all}/:task_id`, hidden, (request) => show(dialect, request));
}

async function create(dialect: Dialect, request: FastifyRequest): Promise<TaskCreated> {
  const ctx = contextOf(dialect, request);
  const dataset = await datasetOf(dialect, request, 'dataset.write');
  const running = await runningImports(ctx, dataset.uid);
  if (running.size > 0) {
    throw new Fault(400, 'ModelArts.4356', 'The dataset already has a running import task');
  }
  const { asked, manifest } = await readImport(ctx, dataset, new Input(request.body));
  const { uid } = manifest
    ? await createImportOfManifest(ctx, asked, manifest)
    : await createImport(ctx, asked);
  return { task_id: importTaskId(dataset.uid, uid) };
}

async function list(dialect: Dialect, request: FastifyRequest): Promise<ListImportTasks> {
  const dataset = await datasetOf(dialect, request);
  const page = pageAsked(Input.query(request.query));
  const { rows, total } = await listImportTasks(contextOf(dialect, request), dataset.uid, page);
  return { total_count: total, import_tasks: rows.map(toImportTask) };
}

/** A task that the dataset does not have has the status that the documents give it. */
async function show(dialect: Dialect, request: FastifyRequest) {
  const dataset = await datasetOf(dialect, request);
  const { task_id: id = '' } = request.params as { task_id?: string };
  const [ofDataset, own = ''] = id.includes('_') ? id.split('_') : [shortId(dataset.uid), id];
  const range = ofDataset === shortId(dataset.uid) ? uidRange(own) : undefined;
  const task = range && (await findImportTask(contextOf(dialect, request), dataset.uid, range));
  if (!task) return { task_id: id, dataset_id: shortId(dataset.uid), status: 'NOT_EXIST' };
  return toImportTask(task);
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ExportTask, ListExportTasks, TaskCreated } from '@sheaf/contract/modelarts';
import { findExportTask, listExportTasks } from '../../../catalog/dataset-tasks/exports.ts';
import { createExport } from '../../../catalog/exports/create.ts';
import { projectOf } from '../auth/project.ts';
import { datasetOf } from '../datasets/find.ts';
import { shortId, uidRange } from '../ids.ts';
import { Input } from '../input.ts';
import { pageAsked } from '../paging.ts';
import { contextOf, type Dialect } from '../request.ts';
import { readExport } from './export-body.ts';
import { toExportTask } from './export-convert.ts';

/** Exports of a dataset into a bucket, which can be downloaded as an archive too. */
export function exports(app: FastifyInstance, dialect: Dialect): void {
  const hidden = { schema: { hide: true } };
  const all = '/:project_id/datasets/:dataset_id/export-tasks';
  app.post(all, hidden, (request) => create(dialect, request));
  app.get(all, hidden, (request) => list(dialect, request));
  app.get(`${all}/:task_id`, hidden, (request) => show(dialect, request));
}

async function create(dialect: Dialect, request: FastifyRequest): Promise<TaskCreated> {
  const dataset = await datasetOf(dialect, request);
  const asked = readExport(projectOf(request), dataset, new Input(request.body));
  const { uid } = await createExport(contextOf(dialect, request), asked);
  return { task_id: shortId(uid) };
}

async function list(dialect: Dialect, request: FastifyRequest): Promise<ListExportTasks> {
  const dataset = await datasetOf(dialect, request);
  const query = Input.query(request.query);
  const { rows, total } = await listExportTasks(contextOf(dialect, request), dataset.uid, {
    ...pageAsked(query),
    type: query.whole('export_type', 0, 3),
  });
  return {
    total_count: total,
    export_tasks: rows.map((task) => toExportTask(dialect, request, dataset.uid, task)),
  };
}

async function show(dialect: Dialect, request: FastifyRequest): Promise<ExportTask> {
  const dataset = await datasetOf(dialect, request);
  const { task_id: id = '' } = request.params as { task_id?: string };
  const task = await findExportTask(contextOf(dialect, request), dataset.uid, uidRange(id));
  return toExportTask(dialect, request, dataset.uid, task);
}

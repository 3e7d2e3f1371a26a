import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ExportTask, ListExportTasks, TaskCreated } from '@sheaf/contract/modelarts';
import { findExportTask, listExportTasks } from '../../../catalog/dataset-tasks/exports.ts';
import { dropUnused } from '../../../catalog/datasets/drop-unused.ts';
import { createExport } from '../../../catalog/exports/create.ts';
import type { Context } from '../../../catalog/context.ts';
import type { ProfiledDataset } from '../../../catalog/profiles/model.ts';
import { versionMissing } from '../../../catalog/profiles/switch-version.ts';
import { findVersion } from '../../../catalog/versions/find.ts';
import { projectOf } from '../auth/project.ts';
import { datasetOf } from '../datasets/find.ts';
import { shortId, uidRange } from '../ids.ts';
import { Input } from '../input.ts';
import { pageAsked } from '../paging.ts';
import { contextOf, type Dialect } from '../request.ts';
import { exportPlace, readExport } from './export-body.ts';
import { toExportTask } from './export-convert.ts';
import { newTarget } from './export-into.ts';

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
  const ctx = contextOf(dialect, request);
  const body = new Input(request.body);
  const version = await namedVersion(ctx, dataset, body.text('version_id'));
  const project = projectOf(request);
  const target = await newTarget(ctx, project, dataset, body);
  try {
    const to = target ?? exportPlace(body);
    const { uid } = await createExport(ctx, readExport(project, dataset, body, { ...to, version }));
    return { task_id: shortId(uid) };
  } catch (error) {
    if (target) await dropUnused(ctx, target.into.datasetUid);
    throw error;
  }
}

/** Undefined when the body names none. Throws 4353 for one that the dataset does not have. */
function namedVersion(ctx: Context, dataset: ProfiledDataset, id: string | undefined) {
  if (id === undefined || id === '') return undefined;
  const uids = uidRange(id);
  if (!uids) throw versionMissing();
  return findVersion(ctx, dataset, uids);
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

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DatasetType, SyncStatus, TaskCreated } from '@sheaf/contract/modelarts';
import type { Context } from '../../../catalog/context.ts';
import { lastSync, runningImports } from '../../../catalog/dataset-tasks/imports.ts';
import { createImport, type NewImport } from '../../../catalog/imports/create.ts';
import type { ProfiledDataset } from '../../../catalog/profiles/model.ts';
import { datasetOf } from '../datasets/find.ts';
import { Fault } from '../errors.ts';
import { shortId } from '../ids.ts';
import { contextOf, type Dialect } from '../request.ts';
import { folderFormat } from './formats.ts';
import { importTaskId, toSyncStatus } from './import-convert.ts';
import { findPlace } from './place.ts';

/** What has come to a dataset's own data source. */
export function sync(app: FastifyInstance, dialect: Dialect): void {
  const hidden = { schema: { hide: true } };
  const path = '/:project_id/datasets/:dataset_id/sync-data';
  app.post(path, hidden, (request) => start(dialect, request));
  app.get(`${path}/status`, hidden, (request) => status(dialect, request));
}

async function start(dialect: Dialect, request: FastifyRequest): Promise<TaskCreated> {
  const ctx = contextOf(dialect, request);
  const dataset = await datasetOf(dialect, request, 'dataset.write');
  const running = await runningImports(ctx, dataset.uid);
  if (running.has('sync')) throw new Fault(400, 'ModelArts.4355', 'A sync task exists');
  if (running.size > 0) {
    throw new Fault(400, 'ModelArts.4356', 'The dataset already has a running import task');
  }
  const asked = await importOfSource(ctx, dataset, { kind: 'sync', annotations: true });
  if (!asked) throw new Fault(400, 'ModelArts.4312', 'The dataset has no data source in a bucket');
  const { uid } = await createImport(ctx, asked);
  return { task_id: importTaskId(dataset.uid, uid) };
}

/** The import of a dataset's data source; undefined when it has none in a bucket. Throws as `findPlace`. */
export async function importOfSource(
  ctx: Context,
  dataset: ProfiledDataset,
  { kind, annotations }: { kind: 'sync' | 'import'; annotations: boolean },
): Promise<NewImport | undefined> {
  const [source] = dataset.data_sources;
  const path = source?.['data_path'];
  if (source?.['data_type'] !== 0 || typeof path !== 'string') return undefined;
  const found = await findPlace(ctx, 'data_path', path);
  const header = source['with_column_header'];
  const { format, read } = folderFormat(
    dataset.kind as DatasetType,
    dataset,
    typeof header === 'boolean' ? header : undefined,
  );
  return {
    ...{ datasetUid: dataset.uid, path: found.path, format },
    ...(dataset.project_uid !== null && { project: dataset.project_uid }),
    read: { ...read, selection: { annotations } },
    task: { kind, asked: { import_path: path, import_type: 0 } },
  };
}

async function status(dialect: Dialect, request: FastifyRequest): Promise<SyncStatus> {
  const dataset = await datasetOf(dialect, request);
  const task = await lastSync(contextOf(dialect, request), dataset.uid);
  if (!task) return { status: 'NOT_EXIST', dataset_id: shortId(dataset.uid) };
  return toSyncStatus(task, dataset.item_count);
}

import { realpath } from 'node:fs/promises';
import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { newUid, parseUid } from '../../db/ids.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import type { ReadOptions, YoloTask } from '../../formats/model.ts';
import { placePath, type BucketPlace } from '../buckets/place.ts';
import { findDatasetByUid } from '../datasets/find.ts';
import { keepTask, type TaskAsked } from '../dataset-tasks/keep.ts';
import { enqueue } from '../enqueue.ts';
import { invalid, notFound } from '../errors.ts';
import { loadImport } from './get.ts';
import { allowLinkRoot } from './link-roots.ts';
import { noCounts, type Import, type ImportFormatName, type ImportOptions } from './model.ts';
import { resolveSource } from './roots.ts';

export interface NewImport {
  datasetUid: string;
  /** Absolute path of a folder or of a single file. */
  path: string;
  /** Found out by looking at the source when absent. */
  format?: ImportFormatName | undefined;
  /** Name (1 to 100 characters) or uid; absent: named after the dataset, and made only when there are annotations. */
  project?: string | undefined;
  link?: boolean | undefined;
  /** What YOLO rows hold; found out by looking when absent. */
  yoloTask?: YoloTask | undefined;
  /** How the source is read beside that. */
  read?: ReadOptions | undefined;
  /** What the import is for, when it is the task of a dataset. */
  task?: TaskAsked | undefined;
}

/**
 * Plans an import; a job carries it out, unless the caller will run it: `queue` false. Throws `not_found`, `forbidden`,
 * and `invalid` on `path` or `project`.
 */
export async function createImport(
  ctx: Context,
  input: NewImport,
  { queue = true }: { queue?: boolean } = {},
): Promise<Import> {
  const dataset = await findDatasetByUid(ctx, input.datasetUid, 'dataset.write');
  const { operator } = ctx.actor;
  const { root } = await resolveSource(input.path, operator ? undefined : ctx.importRoots);
  const source = await realpath(input.path);
  await checkProject(ctx, dataset.owner_uid, input.project);
  const options: ImportOptions = {
    ...input.read,
    link: input.link ?? false,
    project: input.project ?? null,
    operator,
    ...(input.yoloTask ? { yoloTask: input.yoloTask } : {}),
  };
  return insertImport(ctx, dataset.uid, source, input.format, options, async (tx, uid) => {
    if (options.link && operator) await allowLinkRoot(tx, root);
    if (input.task) await keepTask(tx, ctx, dataset.uid, uid, input.task);
    if (queue) await enqueue(tx, 'import', uid);
  });
}

/** The same of an upload, whose files are the server's own. `claim`: in the transaction that makes the import. */
export async function createImportOfUpload(
  ctx: Context,
  input: Omit<NewImport, 'path' | 'link'> & { upload: string },
  claim: (tx: Transaction, importUid: string) => Promise<void>,
): Promise<Import> {
  const dataset = await findDatasetByUid(ctx, input.datasetUid, 'dataset.write');
  await checkProject(ctx, dataset.owner_uid, input.project);
  const options: ImportOptions = {
    ...{ link: false, project: input.project ?? null, operator: false, upload: input.upload },
    ...(input.yoloTask ? { yoloTask: input.yoloTask } : {}),
  };
  const source = `upload/${input.upload}`;
  return insertImport(ctx, dataset.uid, source, input.format, options, async (tx, uid) => {
    await claim(tx, uid);
    await enqueue(tx, 'import', uid);
  });
}

/** The same of a manifest that Sheaf has written into a bucket of the dataset's owner. `temporary`: its folder goes with the end. */
export async function createImportOfManifest(
  ctx: Context,
  input: Omit<NewImport, 'path' | 'link' | 'format'>,
  manifest: BucketPlace,
  { temporary = false }: { temporary?: boolean } = {},
): Promise<Import> {
  const dataset = await findDatasetByUid(ctx, input.datasetUid, 'dataset.write');
  requireRight(ctx.actor, 'dataset.read', { ownerUid: dataset.owner_uid });
  await checkProject(ctx, dataset.owner_uid, input.project);
  const { bucket, key } = manifest;
  const options: ImportOptions = {
    ...{ ...input.read, link: false, project: input.project ?? null, operator: false },
    published: { ownerUid: dataset.owner_uid, bucket, key, ...(temporary && { temporary }) },
  };
  return insertImport(
    ctx,
    dataset.uid,
    placePath(manifest),
    'manifest',
    options,
    async (tx, uid) => {
      if (input.task) await keepTask(tx, ctx, dataset.uid, uid, input.task);
      await enqueue(tx, 'import', uid);
    },
  );
}

async function insertImport(
  ctx: Context,
  datasetUid: string,
  source: string,
  format: ImportFormatName | undefined,
  options: ImportOptions,
  also: (tx: Transaction, uid: string) => Promise<void>,
): Promise<Import> {
  const uid = newUid();
  const now = new Date();
  await ctx.db.transaction(async (tx) => {
    await tx.run(sql`
      insert into imports (uid, dataset_uid, created_by, source, format, options, status, counts,
        created_at, updated_at)
      values (${uid}, ${datasetUid}, ${ctx.actor.userUid}, ${source}, ${format ?? 'auto'},
        ${JSON.stringify(options)}, 'requested', ${JSON.stringify(noCounts())}, ${now}, ${now})`);
    await also(tx, uid);
  });
  const row = await loadImport(ctx.db, uid);
  if (!row) throw notFound();
  return row;
}

/** A project that exists needs the right to write to it; a new one belongs to the dataset's owner. */
async function checkProject(
  ctx: Context,
  ownerUid: string,
  project: string | undefined,
): Promise<void> {
  if (project === undefined) return;
  if (project.trim() === '' || project.length > 100 || project.includes('\0')) {
    throw invalid('project', 'A name has 1 to 100 characters.');
  }
  requireRight(ctx.actor, 'project.write', { ownerUid });
  const uid = parseUid(project);
  if (!uid) return;
  const found = await ctx.db.row(
    sql`select 1 from projects where uid = ${uid} and owner_uid = ${ownerUid}`,
  );
  if (!found) throw invalid('project', "The dataset's owner has no project with this uid.");
}

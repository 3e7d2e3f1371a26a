import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { insertOwner } from '../catalog/access/create-owner.ts';
import { ownerNamed } from '../catalog/access/owners.ts';
import type { Context } from '../catalog/context.ts';
import { createDataset } from '../catalog/datasets/create.ts';
import { dropUnused } from '../catalog/datasets/drop-unused.ts';
import { findDataset } from '../catalog/datasets/find.ts';
import { CatalogError } from '../catalog/errors.ts';
import { createImport, type NewImport } from '../catalog/imports/create.ts';
import type { Import } from '../catalog/imports/model.ts';
import { runImport, type RunOptions } from '../catalog/imports/run.ts';
import { findUnfinishedImport } from '../catalog/imports/unfinished.ts';
import { isUnavailable } from '../db/unavailable.ts';
import { createLog } from '../log.ts';
import { untilStopped } from '../process/signals.ts';
import { Complaint } from './complaint.ts';
import type { ImportOptions } from './import.ts';
import { importStep } from './import-progress.ts';
import { summary } from './import-summary.ts';
import type { Open } from './operate.ts';
import { showProgress } from './progress.ts';

/** 128 + SIGINT, as shells count. */
const INTERRUPTED = 130;

/** Carries `sheaf import` out; returns its exit code: 0 completed, 1 failed or canceled, 130 interrupted. */
export async function importPath(
  open: Open,
  path: string,
  options: ImportOptions,
): Promise<number> {
  const [owner = '', slug = '', more] = options.dataset.split('/');
  if (!/^[\w@.+-]+$/.test(owner) || !/^[\w-]+$/.test(slug) || more !== undefined) {
    throw new Complaint('--dataset: write it as owner/slug, such as ada/streets.');
  }
  // Before the dataset is made for it.
  await access(path).catch(() => {
    throw new Complaint(`${path}: there is no such folder or file, or it may not be read.`);
  });
  const { ctx, config, close } = await open();
  const stop = untilStopped(createLog('silent', 'import'));
  try {
    const { uid: datasetUid, made } = await ensureDataset(ctx, owner, slug, options);
    const { format, project, link, yoloTask } = options;
    const input: NewImport = { datasetUid, path: resolve(path), format, project, link, yoloTask };
    const done = await runToEnd(ctx, input, stop);
    if (options.json) console.log(JSON.stringify(done, undefined, 2));
    else console.log(summary(done, config.dataDir));
    if (done.status === 'completed') return 0;
    if (made && (await dropUnused(ctx, datasetUid))) {
      console.error(`Removed ${options.dataset} again.`);
    }
    return 1;
  } catch (error) {
    if (!stop.aborted) throw error;
    console.error('Stopped. What is done is kept: the same command goes on from here.');
    return INTERRUPTED;
  } finally {
    await close();
  }
}

async function ensureDataset(
  ctx: Context,
  ownerName: string,
  slug: string,
  options: ImportOptions,
): Promise<{ uid: string; made: boolean }> {
  if (!(await ownerNamed(ctx.db, ownerName))) {
    const made = await insertOwner(ctx.db, { name: ownerName, kind: 'user' });
    console.error(`Made the user ${made.name}.`);
  }
  try {
    return { uid: (await findDataset(ctx, ownerName, slug)).uid, made: false };
  } catch (error) {
    if (!(error instanceof CatalogError && error.code === 'not_found')) throw error;
  }
  const { name = slug, visibility, dataType } = options;
  const input = { name, slug, visibility, dataType, ownerName, status: 'creating' as const };
  const made = await createDataset(ctx, input);
  console.error(`Made the ${visibility} dataset ${made.owner_name}/${made.slug}.`);
  return { uid: made.uid, made: true };
}

/** Goes on with what the same command began earlier, or begins. */
async function runToEnd(ctx: Context, input: NewImport, stop: AbortSignal): Promise<Import> {
  const earlier = await findUnfinishedImport(ctx, input);
  if (earlier && earlier.phase !== 'undoing') {
    console.error(`Going on with the import of ${earlier.created_at.toLocaleString()}.`);
    return runPatiently(ctx, earlier.uid, stop);
  }
  if (earlier) await runPatiently(ctx, earlier.uid, stop);
  const planned = await createImport(ctx, input, { queue: false });
  return runPatiently(ctx, planned.uid, stop);
}

/** An embedded database that crashed is back within a second or two. */
const DATABASE_TRIES = 20;
const DATABASE_MS = 500;

async function runPatiently(ctx: Context, uid: string, signal: AbortSignal): Promise<Import> {
  const progress = showProgress(process.stderr);
  const onProgress = (row: Import) => {
    const step = importStep(row);
    if (step) progress.update(step);
  };
  const options: RunOptions = { signal, onProgress };
  try {
    for (let tries = 1; ; tries += 1) {
      try {
        return await runImport(ctx, uid, options);
      } catch (error) {
        if (!isUnavailable(error) || tries === DATABASE_TRIES) throw error;
        await sleep(DATABASE_MS, undefined, { signal });
      }
    }
  } finally {
    progress.end();
  }
}

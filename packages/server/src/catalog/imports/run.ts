import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { errorCode } from '../../db/errors.ts';
import { isUnavailable } from '../../db/unavailable.ts';
import { Stopped, watchAttempt } from '../attempts/watch.ts';
import type { Catalog } from '../context.ts';
import { CatalogError, notFound } from '../errors.ts';
import { Superseded } from './claim.ts';
import { finish } from './finish.ts';
import { loadImport } from './get.ts';
import { withRunnerLock } from './lock.ts';
import type { Import } from './model.ts';
import { publish } from './publish.ts';
import { stage } from './staging/stage.ts';
import { cleanText } from './text.ts';
import { undo } from './undo.ts';

export interface RunOptions {
  /** Stops between two steps; the import stays where it is and can go on later. */
  signal?: AbortSignal;
  onProgress?: (row: Import) => void;
}

/**
 * Carries an import out, from wherever it stands to its end, and returns its row: completed, failed or canceled. What
 * is wrong with the source fails it and takes everything back. Throws, leaving it to go on later, when `signal` aborts
 * or the machinery is at fault (database away, disk full); `busy` when another process runs it; `not_found`.
 */
export async function runImport(
  catalog: Catalog,
  uid: string,
  { signal = new AbortController().signal, onProgress = () => undefined }: RunOptions = {},
): Promise<Import> {
  return withRunnerLock(catalog, uid, signal, async (running) => {
    const canceled = new AbortController();
    const unwatch = watchAttempt(() => isWanted(catalog.db, uid), canceled);
    try {
      const both = AbortSignal.any([running, canceled.signal]);
      return await advance(catalog, uid, both, onProgress);
    } finally {
      await unwatch();
    }
  });
}

async function isWanted(db: Queryable, uid: string): Promise<boolean> {
  const row = await db.row<{ cancel_requested: boolean }>(
    sql`select cancel_requested from imports where uid = ${uid}`,
  );
  return row?.cancel_requested === false;
}

/** One phase after the other; each reads the row again, because the row says where the import is. */
async function advance(
  catalog: Catalog,
  uid: string,
  signal: AbortSignal,
  onProgress: (row: Import) => void,
): Promise<Import> {
  for (;;) {
    const row = await loadImport(catalog.db, uid);
    if (!row) throw notFound();
    onProgress(row);
    if (row.phase === 'done') return row;
    if (row.status === 'requested') await begin(catalog, uid);
    else if (row.phase === 'undoing') {
      await finish(catalog, await undo(catalog, row), row.error === null ? 'canceled' : 'failed');
    } else if (row.cancel_requested) await giveUp(catalog, row, null);
    else await step(catalog, row, signal, onProgress);
  }
}

async function step(
  catalog: Catalog,
  row: Import,
  signal: AbortSignal,
  onProgress: (row: Import) => void,
): Promise<void> {
  const report = (change: Partial<Import>) => onProgress({ ...row, ...change });
  try {
    if (row.phase === 'staging') await stage(catalog, row, signal, report);
    else await finish(catalog, await publish(catalog, row, signal, report), 'completed');
  } catch (error) {
    if (signal.aborted && !(signal.reason instanceof Stopped)) throw signal.reason;
    if (await isGone(catalog, row)) throw notFound();
    if (signal.reason instanceof Stopped) await giveUp(catalog, row, null);
    else if (isPassing(error)) throw error;
    else await giveUp(catalog, row, messageOf(error));
  }
}

async function begin(catalog: Catalog, uid: string): Promise<void> {
  await catalog.db.run(sql`
    update imports set status = 'running', updated_at = ${new Date()}
    where uid = ${uid} and status = 'requested'`);
}

/** From here on there is only the way back. */
async function giveUp(catalog: Catalog, row: Import, error: string | null): Promise<void> {
  await catalog.db.run(sql`
    update imports set phase = 'undoing', error = ${error}, updated_at = ${new Date()}
    where uid = ${row.uid} and status = 'running' and phase in ('staging', 'publishing')`);
}

/** With its dataset the import goes too; files copied since then belong to nobody. */
async function isGone(catalog: Catalog, row: Import): Promise<boolean> {
  if (await loadImport(catalog.db, row.uid)) return false;
  await catalog.store.deleteFolder(`media/${row.dataset_uid}/`);
  return true;
}

/** Faults of the machine and not of the source: deadlocks, too many open files, no space, failing disks. */
const PASSING = /^(40001|40P01|53...|57014|EMFILE|ENFILE|ENOSPC|EDQUOT|EIO|EBUSY)$/;

function isPassing(error: unknown): boolean {
  return (
    error instanceof Superseded || isUnavailable(error) || PASSING.test(errorCode(error) ?? '')
  );
}

function messageOf(error: unknown): string {
  if (error instanceof CatalogError && error.fields) {
    return Object.values(error.fields).flat().join(' ');
  }
  return cleanText(error instanceof Error ? error.message : String(error)).slice(0, 2_000);
}

import { errorCode } from '../../db/errors.ts';
import { Report } from '../../formats/report/counter.ts';
import { lockJob, withSession, type Session } from '../attempts/session.ts';
import { Stopped, watchAttempt } from '../attempts/watch.ts';
import type { Catalog } from '../context.ts';
import { CatalogError } from '../errors.ts';
import { beginAttempt, discard, fail, handBack, publish, showProgress } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import { buildArchive, StrictLoss } from './build.ts';
import { Progress } from './progress.ts';
import { removeSpills } from './spill.ts';

/** nothing: it had been finished, cancelled or deleted before. */
export type ExportOutcome = 'exported' | 'failed' | 'aborted' | 'nothing';

export interface RunOptions {
  /** Ends the attempt; the export goes back into the queue and the reason is thrown. */
  signal?: AbortSignal | undefined;
  /** Items done and in all, while it runs. */
  onProgress?: ((done: number, total: number) => void) | undefined;
  /** Called when this process has the export for itself. */
  onLocked?: (() => Promise<void>) | undefined;
}

/**
 * Does the work of an export. One process at a time; others wait. May be called again after any interruption: it
 * starts from zero and removes what was left. What is expected to fail (rights that are gone, a strict loss, a full
 * disk) is written to the row; what is not, and a database that is away, is thrown.
 */
export async function runExport(
  catalog: Catalog,
  uid: string,
  options: RunOptions = {},
): Promise<ExportOutcome> {
  return withSession(catalog, async (session) => {
    await lockJob(session, `export:${uid}`, options.signal);
    await options.onLocked?.();
    await removeSpills(catalog, uid);
    const attempt = await beginAttempt(catalog, uid);
    return attempt ? run(catalog, session, attempt, options) : 'nothing';
  });
}

async function run(
  catalog: Catalog,
  session: Session,
  attempt: Attempt,
  options: RunOptions,
): Promise<ExportOutcome> {
  const controller = new AbortController();
  const stop = () => {
    controller.abort(options.signal?.reason);
  };
  options.signal?.addEventListener('abort', stop);
  const report = new Report(attempt.row.format);
  const progress = new Progress(attempt.row, report);
  const tell = options.onProgress && setInterval(() => tellProgress(options, progress), 100);
  const show = () => showProgress(catalog, attempt, progress);
  const unwatch = watchAttempt(show, controller);
  try {
    options.signal?.throwIfAborted();
    const archive = await buildArchive({
      catalog,
      session,
      attempt,
      report,
      progress,
      controller,
      onTotal: show,
    });
    await unwatch();
    if (await publish(catalog, attempt, archive)) return 'exported';
    await discard(catalog, attempt);
    return 'aborted';
  } catch (thrown) {
    await unwatch();
    return await settle(
      catalog,
      attempt,
      report,
      controller.signal.aborted ? controller.signal.reason : thrown,
      options,
    );
  } finally {
    clearInterval(tell);
    options.signal?.removeEventListener('abort', stop);
  }
}

function tellProgress({ onProgress }: RunOptions, progress: Progress): void {
  const { done, total } = progress;
  if (done !== null && total !== null) onProgress?.(done, total);
}

/** What becomes of an attempt that ended without an archive. */
async function settle(
  catalog: Catalog,
  attempt: Attempt,
  report: Report,
  error: unknown,
  { signal }: RunOptions,
): Promise<ExportOutcome> {
  if (signal?.aborted) {
    await handBack(catalog, attempt);
    await discard(catalog, attempt);
    throw signal.reason;
  }
  if (error instanceof Stopped) {
    await discard(catalog, attempt);
    return 'aborted';
  }
  const text = expectedFailure(error);
  if (text === undefined) throw error;
  await fail(catalog, attempt, text, error instanceof StrictLoss ? report.document() : null);
  await discard(catalog, attempt);
  return 'failed';
}

/** For the one who asked; undefined for what nobody expects. */
function expectedFailure(error: unknown): string | undefined {
  if (error instanceof StrictLoss) return error.message;
  if (error instanceof CatalogError) {
    switch (error.code) {
      case 'not_found':
        return 'A dataset, project or slice of this export is no longer there.';
      case 'forbidden':
        return 'The user who asked for this export may no longer read all of it.';
      case 'invalid':
        return error.message;
    }
  }
  const code = errorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'There is no space left for the archive.';
  return undefined;
}

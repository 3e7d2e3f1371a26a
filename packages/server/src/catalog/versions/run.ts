import sql from 'sql-template-tag';
import { errorCode } from '../../db/errors.ts';
import { lockJob, withSession, type Session } from '../attempts/session.ts';
import { Stopped, watchAttempt } from '../attempts/watch.ts';
import type { Catalog } from '../context.ts';
import { beginAttempt, change, discard, type Attempt } from './publish/attempt.ts';
import { buildVersion, type Progress, type Published } from './publish/build.ts';
import { finish } from './publish/finish.ts';

/** nothing: it had been finished or deleted before. */
export type PublishOutcome = 'published' | 'failed' | 'stopped' | 'nothing';

/**
 * Publishes a version. One process at a time; others wait. May be called again after any interruption: it starts from zero
 * and removes what was left. A full disk is written to the row; what nobody expects, and a database that is away, is thrown.
 */
export async function runPublish(
  catalog: Catalog,
  uid: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<PublishOutcome> {
  return withSession(catalog, async (session) => {
    await lockJob(session, `version:${uid}`, signal);
    const attempt = await beginAttempt(catalog, uid);
    return attempt ? run(catalog, session, attempt, signal) : 'nothing';
  });
}

async function run(
  catalog: Catalog,
  session: Session,
  attempt: Attempt,
  signal: AbortSignal | undefined,
): Promise<PublishOutcome> {
  const controller = new AbortController();
  const stop = () => controller.abort(signal?.reason);
  signal?.addEventListener('abort', stop);
  const progress: Progress = { total: null, done: 0 };
  const show = () =>
    change(catalog, attempt, sql`item_total = ${progress.total}, item_done = ${progress.done}`);
  const unwatch = watchAttempt(show, controller);
  try {
    signal?.throwIfAborted();
    const work = { catalog, session, attempt, progress, controller, onTotal: show };
    const published: Published = await buildVersion(work);
    await unwatch();
    if (await finish(catalog, attempt, published)) return 'published';
    await discard(catalog, attempt);
    return 'stopped';
  } catch (thrown) {
    await unwatch();
    const error: unknown = controller.signal.aborted ? controller.signal.reason : thrown;
    return await settle(catalog, attempt, error, signal);
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** What becomes of an attempt that ended without a version. */
async function settle(
  catalog: Catalog,
  attempt: Attempt,
  error: unknown,
  signal: AbortSignal | undefined,
): Promise<PublishOutcome> {
  await discard(catalog, attempt);
  if (signal?.aborted) throw signal.reason;
  if (error instanceof Stopped) return 'stopped';
  const code = errorCode(error);
  if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error;
  const message = 'There is no space left for the version.';
  await change(catalog, attempt, sql`status = 'error', message = ${message}`);
  return 'failed';
}

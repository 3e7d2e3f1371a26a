import { setTimeout as sleep } from 'node:timers/promises';
import { CatalogError } from '../catalog/errors.ts';
import type { Catalog } from '../catalog/context.ts';
import { isUnavailable } from '../db/unavailable.ts';
import { errorText, type Log } from '../log.ts';
import type { Handler } from './handlers.ts';

/** Waits before the second and the third try: what fails three times within seconds fails for ever. */
const RETRY_MS = [1000, 4000];

/**
 * Wait while the database is away, or another process still has the row: neither counts as a try. The job must outlast
 * the other process, which may be killed (an import in a terminal, or what is left of a dead worker's statement).
 */
const PATIENCE_MS = 500;

export interface Work {
  catalog: Catalog;
  log: Log;
  handler: Handler;
  uid: string;
}

/**
 * Runs a job to its end: done, or given up after three unexpected errors. Tries again here and not through the queue,
 * whose waits grow to hours and whose count is of crashes. Throws when `signal` is aborted.
 */
export async function attempt(work: Work, signal: AbortSignal): Promise<void> {
  const { catalog, handler, uid } = work;
  const failure = await failureOf(work, signal);
  if (failure === undefined) return;
  const reason = `Unexpected error: ${errorText(failure, 'error')}`;
  if (!(await handler.abandon(catalog, uid, reason))) return;
  const again = await failureOf(work, signal);
  if (again !== undefined) await handler.abandon(catalog, uid, errorText(again, 'error'));
}

/** The last of three errors in a row; undefined when it went well. */
async function failureOf(
  { catalog, log, handler, uid }: Work,
  signal: AbortSignal,
): Promise<unknown> {
  for (let tries = 0; ;) {
    signal.throwIfAborted();
    try {
      await handler.run(catalog, uid, { signal });
      return undefined;
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof CatalogError && error.code === 'not_found') return undefined;
      if (isPassing(error)) {
        await sleep(PATIENCE_MS, undefined, { signal });
        continue;
      }
      log.error('A job failed', { uid, error });
      const wait = RETRY_MS[tries++];
      if (wait === undefined) return error;
      await sleep(wait, undefined, { signal });
    }
  }
}

function isPassing(error: unknown): boolean {
  return isUnavailable(error) || (error instanceof CatalogError && error.code === 'busy');
}

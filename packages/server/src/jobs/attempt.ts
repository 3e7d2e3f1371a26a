import { setTimeout as sleep } from 'node:timers/promises';
import type { Catalog } from '../catalog/context.ts';
import type { JobName } from '../catalog/enqueue.ts';
import { isUnavailable } from '../db/unavailable.ts';
import { errorText, type Log } from '../log.ts';
import { failRow } from './fail-row.ts';
import type { Handler } from './handlers.ts';

/** Waits before the second and the third try: what fails three times within seconds fails for ever. */
const RETRY_MS = [1000, 4000];

/** While the database is away, a job neither ends nor counts a try. */
const DATABASE_MS = 500;

/**
 * Runs a job to its end: done, or its row failed after three unexpected errors. Tries again here and not through the
 * queue, whose waits grow to hours and whose count is of crashes. Throws when `signal` is aborted.
 */
export async function attempt(
  catalog: Catalog,
  log: Log,
  job: JobName,
  uid: string,
  handler: Handler,
  signal: AbortSignal,
): Promise<void> {
  for (let tries = 0; ;) {
    signal.throwIfAborted();
    try {
      await handler(catalog, uid, { signal });
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (isUnavailable(error)) {
        await sleep(DATABASE_MS, undefined, { signal });
        continue;
      }
      log.error(`The ${job} failed`, { uid, error });
      const wait = RETRY_MS[tries++];
      if (wait === undefined) {
        await failRow(catalog.db, job, uid, `Unexpected error: ${errorText(error, 'error')}`);
        return;
      }
      await sleep(wait, undefined, { signal });
    }
  }
}

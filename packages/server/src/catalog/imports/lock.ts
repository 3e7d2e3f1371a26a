import type { PoolClient } from 'pg';
import type { Catalog } from '../context.ts';
import { CatalogError } from '../errors.ts';

/** After kill -9 PostgreSQL notices within moments that the old runner's connection is gone. */
const PATIENCE_MS = 5_000;
const RETRY_MS = 100;

/**
 * Runs `work` while this process, and no other, runs that import. The lock belongs to a connection of its own, so it
 * goes with the process; when the connection breaks, `work`'s signal aborts. Throws `busy` when somebody else has it.
 */
export async function withRunnerLock<T>(
  catalog: Catalog,
  importUid: string,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const client = await catalog.db.pool.connect();
  const lost = new AbortController();
  const onError = (error: Error) => lost.abort(error);
  client.on('error', onError);
  try {
    await acquire(client, importUid, signal);
    return await work(AbortSignal.any([signal, lost.signal]));
  } finally {
    client.off('error', onError);
    // Destroying the connection frees the lock in every case, also when a statement on it hangs.
    client.on('error', () => undefined);
    client.release(true);
  }
}

async function acquire(client: PoolClient, importUid: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    signal.throwIfAborted();
    const { rows } = await client.query<{ locked: boolean }>(
      `select pg_try_advisory_lock(hashtextextended('sheaf-import:' || $1, 0)) as locked`,
      [importUid],
    );
    if (rows[0]?.locked) return;
    if (Date.now() > deadline) {
      throw new CatalogError('busy', 'Another process is running this import.');
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { from as copyFrom } from 'pg-copy-streams';
import sql from 'sql-template-tag';
import { on, type Transaction } from '../../db/database.ts';
import type { Catalog } from '../context.ts';
import { inTurn } from './in-turn.ts';

/** Between two looks whether the other runner has finished. */
const LOCK_POLL_MS = 500;

/** A connection of one's own, thrown away at the end with its locks and temporary tables. */
export interface Session extends Transaction {
  /** Stops the statement that is running on it, from another connection. */
  interrupt(): Promise<void>;
}

export async function withSession<T>(
  catalog: Catalog,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const client = await catalog.db.pool.connect();
  // The next query reports what broke; without a listener the error would end the process.
  client.on('error', () => undefined);
  const queries = inTurn(on(client));
  try {
    const row = await queries.row<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    return await work({
      ...queries,
      copyIn: (statement) => client.query(copyFrom(statement)),
      async interrupt() {
        await catalog.db.run(sql`select pg_cancel_backend(${row?.pid ?? 0})`);
      },
    });
  } finally {
    client.release(true);
  }
}

/** Waits until no other process runs this export, or until `signal` is aborted (then it throws). */
export const lockExport = (session: Session, uid: string, signal: AbortSignal | undefined) =>
  lockJob(session, `export:${uid}`, signal);

/** The same for any job; the lock goes with the session. */
export async function lockJob(
  session: Session,
  name: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (;;) {
    signal?.throwIfAborted();
    const row = await session.row<{ locked: boolean }>(
      sql`select pg_try_advisory_lock(hashtextextended(${name}, 0)) as locked`,
    );
    if (row?.locked) return;
    await sleep(LOCK_POLL_MS, undefined, { signal });
  }
}

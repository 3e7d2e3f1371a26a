import { setTimeout as sleep } from 'node:timers/promises';
import { from as copyFrom } from 'pg-copy-streams';
import sql from 'sql-template-tag';
import { on, type Transaction } from '../../db/database.ts';
import type { Catalog } from '../context.ts';
import { inTurn } from './in-turn.ts';

/** Between two looks whether the other runner has finished. */
const LOCK_POLL_MS = 500;

/** A statement that begins just after an interruption must not run to its end. */
const INTERRUPT_AGAIN_MS = 500;

/** A connection of one's own, thrown away at the end with its locks and temporary tables. */
export interface Session extends Transaction {
  /** From when `signal` is aborted, no statement on it runs for long; until the returned function is called. */
  interruptOn(signal: AbortSignal): () => void;
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
      interruptOn: (signal) => interruptOn(signal, catalog, row?.pid ?? 0),
    });
  } finally {
    client.release(true);
  }
}

function interruptOn(signal: AbortSignal, { db }: Catalog, pid: number): () => void {
  let again: NodeJS.Timeout | undefined;
  const interrupt = () => {
    db.run(sql`select pg_cancel_backend(${pid})`).catch(() => undefined);
    again = setTimeout(interrupt, INTERRUPT_AGAIN_MS);
  };
  signal.addEventListener('abort', interrupt);
  if (signal.aborted) interrupt();
  return () => {
    signal.removeEventListener('abort', interrupt);
    clearTimeout(again);
  };
}

/** Waits until no other process runs this job, or until `signal` is aborted (then it throws). The lock goes with the session. */
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

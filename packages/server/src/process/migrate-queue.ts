import sql from 'sql-template-tag';
import type { Database } from '../db/database.ts';
import { errorCode } from '../db/errors.ts';
import type { Log } from '../log.ts';

/** The newest migration of the queue's package, as its table counts them; a test compares it with the package. */
export const QUEUE_SCHEMA = 19;

/** No table, or no schema, of that name. */
const MISSING = ['42P01', '3F000'];

/**
 * Brings the tables of the queue, in the schema graphile_worker, up to date. Safe to run twice and at the same time. The
 * package is asked only when there is something to do: loading it is a tenth of a start.
 */
export async function migrateQueue(db: Database, log: Log): Promise<void> {
  if ((await schemaOf(db)) === QUEUE_SCHEMA) return;
  const { runMigrations } = await import('graphile-worker');
  const { queueLogger } = await import('../jobs/queue-logger.ts');
  await runMigrations({ pgPool: db.pool, logger: queueLogger(log) });
}

async function schemaOf(db: Database): Promise<number | undefined> {
  try {
    const row = await db.row<{ id: number }>(
      sql`select max(id) as id from graphile_worker.migrations`,
    );
    return row?.id;
  } catch (error) {
    if (MISSING.includes(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}

import type { PoolClient, QueryResultRow } from 'pg';
import sql, { type Sql } from 'sql-template-tag';
import type { Database } from './database.ts';
import { errorCode } from './errors.ts';

/**
 * The only row of a statement that reads, or null when it has not come within `ms`: then PostgreSQL is told to end it.
 * One statement, where a `statement_timeout` takes a transaction of four.
 */
export async function rowWithin<Row extends QueryResultRow>(
  db: Database,
  ms: number,
  query: Sql,
): Promise<Row | null> {
  // The types of pg leave it out.
  const client = (await db.pool.connect()) as PoolClient & { processID: number };
  let isOver = false;
  let ending: Promise<void> | undefined;
  const end = async () => {
    await db.run(sql`select pg_cancel_backend(${client.processID})`).catch(() => undefined);
    ending = undefined;
  };
  // Again and again: what PostgreSQL has not begun yet, it does not end.
  const timer = setInterval(() => {
    isOver = true;
    ending ??= end();
  }, ms);
  try {
    return (await client.query<Row>(query.text, query.values)).rows[0] ?? null;
  } catch (error) {
    if (isOver && errorCode(error) === '57014') return null;
    throw error;
  } finally {
    clearInterval(timer);
    // Else it might end what the connection does next.
    await ending;
    client.release();
  }
}

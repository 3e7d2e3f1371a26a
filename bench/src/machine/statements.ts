import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { raw } from 'sql-template-tag';
import { SHEAF_DATABASE } from './postgres.ts';
import type { Workplace } from './workplace.ts';
import type { Database } from '@sheaf/server/dist/db/database.js';

/** What a connection does beside the requests is rounded away. */
const REQUESTS = 20;

/**
 * How many statements one call of `request` costs, exactly: PostgreSQL logs all of those of connections that are made
 * inside of `work`.
 */
export async function withStatementLog<T>(
  { folder }: Workplace,
  db: Database,
  work: (statementsOf: (request: () => Promise<unknown>) => Promise<number>) => Promise<T>,
): Promise<T> {
  const log = join(folder, 'data', 'postgres.log');
  const setting = `alter database ${SHEAF_DATABASE}`;
  await db.run(raw(`${setting} set log_statement = 'all'`));
  try {
    return await work(async (request) => {
      await request();
      const from = (await stat(log)).size;
      for (let i = 0; i < REQUESTS; i += 1) await request();
      const text = (await readFile(log)).toString('utf8', from);
      const lines = text.match(/LOG: {2}(execute|statement)/g) ?? [];
      return Math.round(lines.length / REQUESTS);
    });
  } finally {
    await db.run(raw(`${setting} reset log_statement`));
  }
}

import { runMigrations } from 'graphile-worker';
import sql, { type Sql } from 'sql-template-tag';
import { afterAll, expect, test } from 'vitest';
import type { Catalog } from '../../src/catalog/context.ts';
import { enqueue } from '../../src/catalog/enqueue.ts';
import { absentNames, Presence } from '../../src/db/presence.ts';
import { workUntil } from '../../src/jobs/session.ts';
import { createLog } from '../../src/log.ts';
import { testDatabase } from '../support/database.ts';

const own = await testDatabase();
await runMigrations({ pgPool: own.db.pool });
afterAll(() => own.drop());

/** The database, but the first call that frees jobs meets a connection that has just been cut. */
function cutOnce(): Pick<Catalog, 'db'> {
  let cut = false;
  const run = async (query: Sql) => {
    if (cut || !query.text.includes('force_unlock_workers')) return own.db.run(query);
    cut = true;
    throw new Error('Connection terminated unexpectedly');
  };
  return { db: Object.create(own.db, { run: { value: run } }) as Catalog['db'] };
}

test('jobs are given back also when the database goes away once more meanwhile', async () => {
  const presence = new Presence(own.config);
  await presence.start();
  await enqueue(own.db, 'export', 'a');
  const stop = new AbortController();
  let pool = '';
  const handler = {
    async run(_catalog: Catalog, _uid: string, { signal }: { signal: AbortSignal }) {
      const job = await own.db.row<{ locked_by: string }>(
        sql`select locked_by from graphile_worker.jobs`,
      );
      pool = job?.locked_by ?? '';
      stop.abort();
      signal.throwIfAborted();
    },
    abandon: () => Promise.resolve(false),
  };
  const log = createLog('silent', 'test');
  const catalog = cutOnce() as Catalog;
  await workUntil(
    {
      catalog,
      presence,
      handlers: { export: handler, import: handler, publish: handler },
      jobs: 1,
      log,
    },
    stop.signal,
  );
  expect(await own.db.rows(sql`select locked_by, attempts from graphile_worker.jobs`)).toEqual([
    { locked_by: null, attempts: 0 },
  ]);
  expect(pool).toMatch(/^pool-/);
  expect(await own.db.rows(absentNames([pool, presence.id]))).toEqual([{ name: pool }]);
  await presence.stop();
});

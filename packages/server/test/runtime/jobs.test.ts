import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMigrations } from 'graphile-worker';
import sql from 'sql-template-tag';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { enqueue } from '../../src/catalog/enqueue.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { Running, until } from './support/process.ts';

const loader = new URL('../support/typescript.mjs', import.meta.url).href;
const script = fileURLToPath(new URL('./support/worker.ts', import.meta.url));

let database: TestDatabase;
let dataDir: string;
let workers: Running[];

beforeEach(async () => {
  database = await testDatabase();
  await runMigrations({ pgPool: database.db.pool });
  dataDir = await mkdtemp(join(tmpdir(), 'sheaf-jobs-'));
  workers = [];
});

afterEach(async () => {
  for (const worker of workers) await worker.end('SIGKILL');
  await database.drop();
  await rm(dataDir, { recursive: true });
});

/** A worker whose jobs take `hold` ms. */
function worker(hold: number): Running {
  const args = ['--import', loader, script, JSON.stringify(database.config), dataDir, String(hold)];
  const running = new Running(args, { PATH: process.env['PATH'] ?? '' });
  workers.push(running);
  return running;
}

async function jobs(): Promise<{ key: string; attempts: number; locked: boolean; due: boolean }[]> {
  return database.db.rows(sql`select key, attempts, locked_by is not null as locked,
    run_at <= now() as due from graphile_worker.jobs order by key`);
}

const FOREVER = 600_000;

test('a killed worker loses its job to another while that one lives, and its files go', async () => {
  await enqueue(database.db, 'export', 'a');
  const first = worker(FOREVER);
  await first.says(/begins a/);
  const second = worker(0);
  await enqueue(database.db, 'export', 'b');
  await second.says(/ends b/);
  await first.end('SIGKILL');
  await second.says(/ends a/);
  await until(async () => (await jobs()).length === 0, 'the queue to be empty');
  await until(async () => (await readdir(join(dataDir, 'work'))).length === 1, 'one work folder');
  expect((await second.end()).code).toBe(0);
  expect(await readdir(join(dataDir, 'work'))).toEqual([]);
});

test('a stopped worker hands its job back at once, and that is no attempt', async () => {
  await enqueue(database.db, 'import', 'a');
  const first = worker(FOREVER);
  await first.says(/begins a/);
  const { code, stdout } = await first.end();
  expect(code).toBe(0);
  expect(stdout).not.toContain('ends');
  expect(await jobs()).toEqual([{ key: 'import:a', attempts: 0, locked: false, due: true }]);
  expect(await readdir(join(dataDir, 'work'))).toEqual([]);
});

test('a living worker keeps its job for longer than the grace, and through a lost connection', async () => {
  await enqueue(database.db, 'export', 'a');
  const first = worker(FOREVER);
  await first.says(/begins a/);
  const second = worker(0);
  // It works, and could take the other job too.
  await enqueue(database.db, 'export', 'b');
  await second.says(/ends b/);
  await new Promise((resolve) => setTimeout(resolve, 7000));
  expect(second.stdout).not.toContain('begins a');
  expect((await second.end()).code).toBe(0);
  await database.db.run(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`);
  // Interrupted, given back by itself and taken again.
  await first.says(/begins a[^]*begins a/);
  const [job] = await jobs();
  expect(job).toMatchObject({ attempts: 1, locked: true });
});

test('what fails three times is given up, and what crashes too often is', async () => {
  await enqueue(database.db, 'export', 'bad');
  await enqueue(database.db, 'import', 'poison');
  // As if a process had died with it for the last time.
  await database.db.run(sql`update graphile_worker._private_jobs
    set attempts = 24, locked_by = 'pool-dead', locked_at = now() where key = 'import:poison'`);
  const first = worker(0);
  await first.says(/abandons poison The worker process ended 24 times/);
  await first.says(/abandons bad Unexpected error: bad cannot be done/);
  expect(first.stdout.match(/begins bad/g)).toHaveLength(3);
  await until(async () => (await jobs()).length === 0, 'the queue to be empty');
});

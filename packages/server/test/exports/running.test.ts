import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Context } from '../../src/catalog/context.ts';
import { cancelExport } from '../../src/catalog/exports/cancel.ts';
import { createExport } from '../../src/catalog/exports/create.ts';
import { deleteExport } from '../../src/catalog/exports/delete.ts';
import { getExport } from '../../src/catalog/exports/get.ts';
import { runExport } from '../../src/catalog/exports/run.ts';
import { DiskStore } from '../../src/store/disk.ts';
import { codeOf } from '../support/errors.ts';
import { makeManyItems } from '../support/many.ts';
import { makeScene, type Scene } from './scene.ts';
import { exported, filesBelow, input } from './support.ts';

const ITEMS = 12_000;

let catalogue: Scene['catalogue'];
let ann: Context;
let large: { uid: string };

beforeAll(async () => {
  const scene = await makeScene();
  ({ catalogue, ann } = scene);
  large = await makeManyItems(catalogue, ann.actor.userUid, 'large', ITEMS);
});
afterAll(() => catalogue.close());

/** Takes its time for every piece, so that an export can be watched. */
class SlowStore extends DiskStore {
  override write(key: string, content: AsyncIterable<Buffer>): Promise<number> {
    return super.write(
      key,
      (async function* () {
        for await (const chunk of content) {
          yield chunk;
          await sleep(150);
        }
      })(),
    );
  }
}

const slowly = (): Context => ({
  ...ann,
  store: new SlowStore(join(catalogue.folder, 'store'), 'slow'),
});

const asked = () =>
  createExport(ann, input({ format: 'YOLO', includeMedia: false, datasets: [large.uid] }));

async function isRunning(uid: string): Promise<void> {
  await vi.waitFor(
    async () => expect((await getExport(ann, uid)).exported_task_count).toBeGreaterThan(0),
    {
      timeout: 60_000,
      interval: 50,
    },
  );
}

async function leavesNothing(uid: string): Promise<void> {
  expect(await filesBelow(join(catalogue.folder, 'store', 'objects', 'exports', uid))).toEqual([]);
  expect(await filesBelow(join(catalogue.folder, 'store', 'tmp'))).toEqual([]);
  expect(await filesBelow(ann.workDir)).toEqual([]);
}

it('shows counts that move, and ends with all of them', async () => {
  const { uid } = await asked();
  const running = runExport(slowly(), uid);
  const seen = new Set<number | null>();
  let over = false;
  void running.finally(() => (over = true));
  while (!over) {
    const row = await getExport(ann, uid);
    if (row.status === 'exporting' && row.exported_task_count !== null) {
      expect(row.total_task_count).toBe(ITEMS);
      expect(row.has_archive).toBe(false);
      seen.add(row.exported_task_count);
    }
    await sleep(100);
  }
  expect(await running).toBe('exported');
  expect(seen.size).toBeGreaterThan(2);
  expect([...seen].sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual([...seen]);
  expect(await getExport(ann, uid)).toMatchObject({
    exported_task_count: ITEMS,
    total_task_count: ITEMS,
  });
});

it('is cancelled at once and leaves nothing behind', async () => {
  const { uid } = await asked();
  const running = runExport(slowly(), uid);
  await isRunning(uid);
  expect(await cancelExport(ann, uid)).toMatchObject({ status: 'aborted', has_archive: false });
  expect(await running).toBe('aborted');
  await leavesNothing(uid);
  expect((await cancelExport(ann, uid)).status).toBe('aborted');
  expect(await runExport(ann, uid)).toBe('nothing');
});

it('is cancelled in the middle of a long statement too', async () => {
  const { uid } = await asked();
  await catalogue.db.run(sql`alter table items rename to items_table`);
  await catalogue.db.run(sql`create view items as select t.* from items_table t, pg_sleep(30)`);
  try {
    const running = runExport(ann, uid);
    const stop = new AbortController();
    const other = await asked();
    const stopped = runExport(ann, other.uid, { signal: stop.signal });
    await sleep(500);
    stop.abort(new Error('stop'));
    await expect(stopped).rejects.toThrow('stop');
    const start = Date.now();
    await cancelExport(ann, uid);
    expect(await running).toBe('aborted');
    // Long before the statement would have ended by itself.
    expect(Date.now() - start).toBeLessThan(20_000);
    await cancelExport(ann, other.uid);
  } finally {
    await catalogue.db.run(sql`drop view items`);
    await catalogue.db.run(sql`alter table items_table rename to items`);
  }
});

it('stops when it is deleted, and refuses to cancel what is finished', async () => {
  const { uid } = await asked();
  const running = runExport(slowly(), uid);
  await isRunning(uid);
  await deleteExport(ann, uid);
  expect(await running).toBe('aborted');
  await leavesNothing(uid);
  const done = await exported(ann, { datasets: [large.uid] });
  expect(await codeOf(cancelExport(ann, done.uid))).toBe('conflict');
  await deleteExport(ann, done.uid);
  await leavesNothing(done.uid);
});

it('goes back into the queue when the process stops', async () => {
  const { uid } = await asked();
  const stop = new AbortController();
  const running = runExport(slowly(), uid, { signal: stop.signal });
  await isRunning(uid);
  stop.abort(new Error('The server stops.'));
  await expect(running).rejects.toThrow('The server stops.');
  expect(await getExport(ann, uid)).toMatchObject({
    status: 'requested',
    total_task_count: null,
    exported_task_count: null,
  });
  await leavesNothing(uid);
  expect(await runExport(ann, uid)).toBe('exported');
});

it('runs once when two processes try, the second waiting for the first', async () => {
  const { uid } = await asked();
  const outcomes = await Promise.all([
    runExport(slowly(), uid),
    runExport(ann, uid),
    runExport(ann, uid),
  ]);
  expect(outcomes.sort()).toEqual(['exported', 'nothing', 'nothing']);
});

it('fails with a reason when the disk is full, and throws when the database goes', async () => {
  class FullStore extends DiskStore {
    override async write(_key: string, content: AsyncIterable<Buffer>): Promise<number> {
      await content[Symbol.asyncIterator]().next();
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    }
  }
  const full = await asked();
  const store = new FullStore(join(catalogue.folder, 'store'), 'full');
  expect(await runExport({ ...ann, store }, full.uid)).toBe('failed');
  expect((await getExport(ann, full.uid)).error).toContain('no space');
  const { uid } = await asked();
  const running = runExport(slowly(), uid);
  // The words depend on whether a statement was running, or being sent, at the time.
  const thrown = expect(running).rejects.toThrow(/terminat|connection error|EPIPE|ECONNRESET/i);
  await isRunning(uid);
  await catalogue.db.run(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`);
  await thrown;
  expect((await getExport(ann, uid)).status).toBe('exporting');
  expect(await runExport(ann, uid)).toBe('exported');
});

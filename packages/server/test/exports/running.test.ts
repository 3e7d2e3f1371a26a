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

/** Their entries are several times what is buffered before the store. */
const ITEMS = 40_000;

let catalogue: Scene['catalogue'];
let ann: Context;
let large: { uid: string };

beforeAll(async () => {
  const scene = await makeScene();
  ({ catalogue, ann } = scene);
  large = await makeManyItems(catalogue, ann.actor.userUid, 'large', ITEMS);
});
afterAll(() => catalogue.close());

/** Takes as many pieces as it is allowed, so that an export stands still in its middle for as long as a test looks. */
class HeldStore extends DiskStore {
  #allowed = 1;
  #wake: () => void = () => {};

  allow(pieces: number): void {
    this.#allowed += pieces;
    this.#wake();
  }

  override write(key: string, content: AsyncIterable<Buffer>): Promise<number> {
    return super.write(key, this.#held(content));
  }

  async *#held(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of content) {
      yield piece;
      this.#allowed -= 1;
      while (this.#allowed <= 0) await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

/** Starts an export that stands still once it has written something. */
async function begun(uid: string, signal?: AbortSignal) {
  const store = new HeldStore(join(catalogue.folder, 'store'), 'held');
  const running = runExport({ ...ann, store }, uid, signal && { signal });
  running.catch(() => {});
  await isRunning(uid);
  return { running, store, release: () => store.allow(Infinity) };
}

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
  const { running, store, release } = await begun(uid);
  let last = 0;
  for (let moves = 0; moves < 3; moves++) {
    await vi.waitFor(
      async () => {
        const row = await getExport(ann, uid);
        expect(row).toMatchObject({
          status: 'exporting',
          total_task_count: ITEMS,
          has_archive: false,
        });
        if (moves > 0 && row.exported_task_count === last) store.allow(1);
        expect(row.exported_task_count).toBeGreaterThan(last);
        last = row.exported_task_count ?? 0;
      },
      { timeout: 60_000, interval: 50 },
    );
  }
  expect(last).toBeLessThan(ITEMS);
  release();
  expect(await running).toBe('exported');
  expect(await getExport(ann, uid)).toMatchObject({
    exported_task_count: ITEMS,
    total_task_count: ITEMS,
  });
});

it('is cancelled at once and leaves nothing behind', async () => {
  const { uid } = await asked();
  const { running, release } = await begun(uid);
  expect(await cancelExport(ann, uid)).toMatchObject({ status: 'aborted', has_archive: false });
  release();
  expect(await running).toBe('aborted');
  await leavesNothing(uid);
  expect((await cancelExport(ann, uid)).status).toBe('aborted');
  expect(await runExport(ann, uid)).toBe('nothing');
});

it('is cancelled in the middle of a long statement too', async () => {
  const { uid } = await asked();
  await catalogue.db.run(sql`alter table items rename to items_table`);
  await catalogue.db.run(sql`create view items as select t.* from items_table t, pg_sleep(60)`);
  try {
    const running = runExport(ann, uid);
    const stop = new AbortController();
    const other = await asked();
    const stopped = runExport(ann, other.uid, { signal: stop.signal });
    await vi.waitFor(
      async () => {
        const waiting = await catalogue.db.rows(sql`select 1 from pg_stat_activity
          where datname = current_database() and wait_event = 'PgSleep'`);
        expect(waiting).toHaveLength(2);
      },
      { timeout: 25_000 },
    );
    stop.abort(new Error('stop'));
    await expect(stopped).rejects.toThrow('stop');
    const start = Date.now();
    await cancelExport(ann, uid);
    expect(await running).toBe('aborted');
    // Long before the statement would have ended by itself.
    expect(Date.now() - start).toBeLessThan(40_000);
    await cancelExport(ann, other.uid);
  } finally {
    await catalogue.db.run(sql`drop view items`);
    await catalogue.db.run(sql`alter table items_table rename to items`);
  }
});

it('stops when it is deleted, and refuses to cancel what is finished', async () => {
  const { uid } = await asked();
  const { running, release } = await begun(uid);
  await deleteExport(ann, uid);
  release();
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
  const { running, release } = await begun(uid, stop.signal);
  stop.abort(new Error('The server stops.'));
  release();
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
  const { running, release } = await begun(uid);
  const others = [runExport(ann, uid), runExport(ann, uid)];
  release();
  expect(await running).toBe('exported');
  expect(await Promise.all(others)).toEqual(['nothing', 'nothing']);
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
  const { running, release } = await begun(uid);
  // The words depend on whether a statement was running, or being sent, at the time.
  const thrown = expect(running).rejects.toThrow(/terminat|connection error|EPIPE|ECONNRESET/i);
  await catalogue.db.run(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`);
  release();
  await thrown;
  expect((await getExport(ann, uid)).status).toBe('exporting');
  expect(await runExport(ann, uid)).toBe('exported');
});

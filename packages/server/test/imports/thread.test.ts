import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createImport } from '../../src/catalog/imports/create.ts';
import { runImport } from '../../src/catalog/imports/run.ts';
import { readInThread } from '../../src/catalog/imports/staging/read-in-thread.ts';
import { cocoOf } from './support/coco.ts';
import { makeWorld, type World } from './support/world.ts';

const program = new URL('support/reader-thread.mjs', import.meta.url);

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.end());

/** Sizes stand in the file, so that no pictures are needed. */
const coco = JSON.stringify({
  images: Array.from({ length: 300 }, (_, n) => ({
    id: n,
    file_name: `${n}.jpg`,
    width: 100,
    height: 80,
  })),
  categories: [{ id: 1, name: 'road' }],
  annotations: Array.from({ length: 9_000 }, (_, n) => ({
    id: n,
    image_id: n % 301,
    category_id: 1,
    bbox: [1, 2, 3 + (n % 50), 4],
    segmentation: [[1, 2, 30.5, 4, 5, 6.25]],
    note: 'n'.repeat(600),
  })),
});

async function run(path: string, readerThread: URL | undefined) {
  const datasetUid = await world.dataset();
  const { uid } = await createImport(world.ctx, { datasetUid, path }, { queue: false });
  const done = await runImport({ ...world.ctx, ...(readerThread && { readerThread }) }, uid);
  const annotations = await world.ctx.db.rows(sql`
    select i.key, a.geometry, a.attributes from annotations a join items i on i.uid = a.item_uid
    where a.dataset_uid = ${datasetUid} order by 1, 2, 3`);
  const { status, error, counts, problems } = done;
  return { status, error, counts, problems, annotations };
}

test('a source is read in a thread as it is read without', { timeout: 120_000 }, async () => {
  const path = await world.files({ 'same/annotations.json': coco });
  const there = await run(path, program);
  expect(there.status).toBe('completed');
  expect(there.annotations).toHaveLength(9_000 - 29);
  expect(there.counts.problems).toEqual({ image_missing: 1, unknown_image: 29 });
  expect(there).toEqual(await run(path, undefined));
});

test('what is wrong with a source is said as without', { timeout: 120_000 }, async () => {
  const path = await world.files({ 'cut/annotations.json': coco.slice(0, -2_000) });
  const there = await run(path, program);
  expect(there.status).toBe('failed');
  expect(there).toEqual(await run(path, undefined));
});

test('a thread that cannot start fails the import', { timeout: 120_000 }, async () => {
  const path = await world.files({ 'none/annotations.json': JSON.stringify(cocoOf(1)) });
  const none = await run(path, new URL('support/there-is-none.mjs', import.meta.url));
  expect(none.status).toBe('failed');
});

test('the thread ends when its reader is told to stop', { timeout: 120_000 }, async () => {
  const path = await world.files({ 'stop/annotations.json': coco });
  const stop = new AbortController();
  const order = {
    place: { root: path },
    format: 'auto' as const,
    options: {},
    datasetUid: crypto.randomUUID(),
    importUid: crypto.randomUUID(),
  };
  let pieces = 0;
  const reading = async () => {
    for await (const piece of readInThread(program, order, stop.signal)) {
      expect(piece.format).toBe('coco');
      pieces += 1;
      stop.abort();
    }
  };
  await expect(reading()).rejects.toThrow(/abort/i);
  expect(pieces).toBe(1);
});

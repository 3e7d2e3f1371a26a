import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cancelImport } from '../../src/catalog/imports/cancel.ts';
import { createImport } from '../../src/catalog/imports/create.ts';
import { loadImport } from '../../src/catalog/imports/get.ts';
import { runImport } from '../../src/catalog/imports/run.ts';
import { findDatasetByUid } from '../../src/catalog/datasets/find.ts';
import { cocoOf } from './support/coco.ts';
import { jpeg } from './support/pictures.ts';
import { makeWorld, type World } from './support/world.ts';

const noQueue = { queue: false };

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.end());

async function snapshot(datasetUid: string) {
  const own = sql`where dataset_uid = ${datasetUid}`;
  const { db } = world.ctx;
  return {
    items: await db.rows(
      sql`select uid, key, status, annotations_count from items ${own} order by uid`,
    ),
    tasks: await db.rows(sql`select item_uid, project_uid, status from tasks ${own} order by 1, 2`),
    annotations: await db.rows(sql`select uid from annotations ${own} order by uid`),
    stats: await db.row(sql`select item_count, annotation_count, sequence_count, size_bytes
      from dataset_stats ${own}`),
    links: await db.rows(sql`select project_uid from project_datasets ${own}`),
    objects: (await world.objects()).filter((key) => key.includes(datasetUid)),
  };
}

test('one that nobody began is canceled at once', async () => {
  const path = await world.files({ 'waiting/annotations.json': JSON.stringify(cocoOf(1)) });
  const datasetUid = await world.dataset();
  const { uid } = await createImport(world.ctx, { datasetUid, path }, noQueue);
  expect((await cancelImport(world.ctx, uid, noQueue)).status).toBe('canceled');
  expect((await runImport(world.ctx, uid)).status).toBe('canceled');
  expect((await cancelImport(world.ctx, uid, noQueue)).status).toBe('canceled');
});

test('a running one stops in the middle and takes back what it added, and only that', async () => {
  const labelled = cocoOf(1_300);
  const files: Record<string, string | Buffer> = {};
  for (let n = 1; n <= 1_300; n += 1) files[`cancel/img/${n}.jpg`] = await jpeg(100, 80, n);
  // First as plain pictures, some of them; then with labels, and canceled in the middle.
  const plain = Object.fromEntries(
    Object.entries(files)
      .slice(0, 300)
      .map(([path, bytes]) => [path.replace('cancel/', 'first/'), bytes]),
  );
  const path = await world.files({ ...files, 'cancel/annotations.json': JSON.stringify(labelled) });
  const datasetUid = await world.dataset();
  await world.run({ datasetUid, path: await world.files(plain) });
  const before = await snapshot(datasetUid);
  expect(before.items).toHaveLength(300);

  const { uid } = await createImport(world.ctx, { datasetUid, path, project: 'Fleeting' }, noQueue);
  let isAsked = false;
  const done = await runImport(world.ctx, uid, {
    onProgress: (row) => {
      if (row.published <= 500 || isAsked) return;
      isAsked = true;
      void cancelImport(world.ctx, uid, noQueue);
    },
  });
  expect(done).toMatchObject({ status: 'canceled', phase: 'done', published: 0, error: null });
  expect(done.counts.items).toEqual({ new: 0, unchanged: 0, refused: 0 });
  expect(await snapshot(datasetUid)).toEqual(before);
  expect(await world.count(sql`select 1 from projects where name = 'Fleeting'`)).toBe(0);
  expect(isAsked).toBe(true);
});

test('a source that turns out broken is taken back and says why', async () => {
  const text = JSON.stringify(cocoOf(50));
  const path = await world.files({ 'cut/annotations.json': text.slice(0, -200) });
  const datasetUid = await world.dataset();
  const done = await world.run({ datasetUid, path, format: 'coco' });
  expect(done.status).toBe('failed');
  expect(done.error).toMatch(/annotations\.json/);
  expect(await world.count(sql`select 1 from items where dataset_uid = ${datasetUid}`)).toBe(0);
  expect(
    await world.count(sql`select 1 from project_datasets where dataset_uid = ${datasetUid}`),
  ).toBe(0);
  expect(await findDatasetByUid(world.ctx, datasetUid)).toMatchObject({ status: 'created' });
});

test('a stop by signal leaves it where it is, to go on later', async () => {
  const path = await world.files({ 'stop/annotations.json': JSON.stringify(cocoOf(6_100)) });
  const datasetUid = await world.dataset();
  const { uid } = await createImport(world.ctx, { datasetUid, path }, noQueue);
  const stop = new AbortController();
  const running = runImport(world.ctx, uid, {
    signal: stop.signal,
    onProgress: (row) => {
      if (row.published > 2_000) stop.abort(new Error('Stopped.'));
    },
  });
  await expect(running).rejects.toThrow('Stopped.');
  const stopped = await loadImport(world.ctx.db, uid);
  expect(stopped?.status).toBe('running');
  // The batches under way are finished.
  expect([4_000, 6_000]).toContain(stopped?.published);
  expect(await runImport(world.ctx, uid)).toMatchObject({
    status: 'completed',
    counts: { items: { new: 6_100 }, annotations: { new: 12_200 } },
  });
});

test('what an import has confirmed waits again when it is taken back', async () => {
  const path = await world.files({ 'sure/annotations.json': JSON.stringify(cocoOf(4_100)) });
  const datasetUid = await world.dataset();
  await world.run({ datasetUid, path, read: { selection: { proposed: true } } });
  const confirmed = () =>
    world.count(
      sql`select 1 from annotations where dataset_uid = ${datasetUid} and state = 'confirmed'`,
    );
  expect(await confirmed()).toBe(0);
  const { uid } = await createImport(world.ctx, { datasetUid, path }, noQueue);
  const stop = new AbortController();
  const running = runImport(world.ctx, uid, {
    signal: stop.signal,
    onProgress: (row) => {
      // The first batch of 2,000 is written when the next one is looked at.
      if (row.published > 2_000) stop.abort(new Error('Stopped.'));
    },
  });
  await expect(running).rejects.toThrow('Stopped.');
  expect(await confirmed()).toBeGreaterThan(0);
  await cancelImport(world.ctx, uid, noQueue);
  expect((await runImport(world.ctx, uid)).status).toBe('canceled');
  expect(await confirmed()).toBe(0);
  expect(await world.count(sql`select 1 from annotations where dataset_uid = ${datasetUid}`)).toBe(
    8_200,
  );
});

test('only one process runs an import', async () => {
  const path = await world.files({ 'two/annotations.json': JSON.stringify(cocoOf(600)) });
  const datasetUid = await world.dataset();
  const { uid } = await createImport(world.ctx, { datasetUid, path }, noQueue);
  const both = await Promise.all([runImport(world.ctx, uid), runImport(world.ctx, uid)]);
  expect(both.map((row) => row.status)).toEqual(['completed', 'completed']);
  expect(await world.count(sql`select 1 from items where dataset_uid = ${datasetUid}`)).toBe(600);
});

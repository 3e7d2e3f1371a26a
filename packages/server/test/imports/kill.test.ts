import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createImport } from '../../src/catalog/imports/create.ts';
import { loadImport } from '../../src/catalog/imports/get.ts';
import { runImport } from '../../src/catalog/imports/run.ts';
import { runInChild } from './support/child-process.ts';
import { cocoOf } from './support/coco.ts';
import { jpeg } from './support/pictures.ts';
import { makeWorld, type World } from './support/world.ts';

const ITEMS = 1_700;

let world: World;
let path: string;
beforeAll(async () => {
  world = await makeWorld();
  const files: Record<string, string | Buffer> = {
    'big/annotations.json': JSON.stringify(cocoOf(ITEMS)),
  };
  const pictures = await Promise.all([1, 2, 3, 4].map((seed) => jpeg(100, 80, seed)));
  for (let n = 1; n <= ITEMS; n += 1) files[`big/img/${n}.jpg`] = pictures[n % 4] ?? '';
  path = await world.files(files);
});
afterAll(() => world.end());

/** Everything is there once: rows, counters, and exactly the objects that rows name. */
async function expectWhole(datasetUid: string): Promise<void> {
  const own = sql`where dataset_uid = ${datasetUid}`;
  expect(await world.count(sql`select distinct key from items ${own}`)).toBe(ITEMS);
  expect(await world.count(sql`select 1 from items ${own}`)).toBe(ITEMS);
  expect(await world.count(sql`select 1 from annotations ${own}`)).toBe(ITEMS * 2);
  expect(await world.count(sql`select 1 from tasks ${own}`)).toBe(ITEMS);
  expect(
    await world.ctx.db.row(sql`select item_count, annotation_count from dataset_stats ${own}`),
  ).toEqual({ item_count: ITEMS, annotation_count: ITEMS * 2 });
  const media = await world.ctx.db.rows<{ key: string }>(
    sql`select media->>'store' as key from items ${own} order by 1`,
  );
  const objects = (await world.objects()).filter((key) => key.startsWith(`media/${datasetUid}`));
  expect(objects).toEqual(media.map((item) => item.key).sort());
}

const cases: [string, Parameters<typeof runInChild>[2]][] = [
  ['as soon as it runs', { killWhen: () => true }],
  ['before the first batch', { killWhen: (said) => said.phase === 'publishing' }],
  ['after the first batch', { killWhen: (said) => (said.published ?? 0) > 500 }],
  ['before the end', { killWhen: (said) => (said.published ?? 0) >= ITEMS }],
  ['while files are copied', { killAfterMs: 1_500 }],
];

test.each(cases)('killed %s, it goes on', async (_when, kill) => {
  const datasetUid = await world.dataset();
  const { uid } = await createImport(world.ctx, { datasetUid, path }, { queue: false });
  await runInChild(world, uid, kill);
  const done = await runImport(world.ctx, uid);
  expect(done).toMatchObject({
    status: 'completed',
    counts: {
      items: { new: ITEMS, unchanged: 0, refused: 0 },
      annotations: { new: ITEMS * 2, unchanged: 0, refused: 0 },
    },
  });
  await expectWhole(datasetUid);
});

test('killed again and again, it ends', async () => {
  const datasetUid = await world.dataset();
  const { uid } = await createImport(world.ctx, { datasetUid, path }, { queue: false });
  let kills = 0;
  for (const killAfterMs of [900, 1_100, 1_300, 1_500, 1_700, 1_900]) {
    kills += (await runInChild(world, uid, { killAfterMs })).killed ? 1 : 0;
  }
  expect(kills).toBeGreaterThan(1);
  expect((await runImport(world.ctx, uid)).status).toBe('completed');
  await expectWhole(datasetUid);
});

test('killed while it takes things back, it goes on taking them back', async () => {
  const datasetUid = await world.dataset();
  const { uid } = await createImport(world.ctx, { datasetUid, path }, { queue: false });
  await runInChild(world, uid, { killWhen: (said) => (said.published ?? 0) > 1_000 });
  await world.ctx.db.run(sql`update imports set cancel_requested = true where uid = ${uid}`);
  await runInChild(world, uid, { killWhen: (said) => said.phase === 'undoing' });
  expect((await loadImport(world.ctx.db, uid))?.status).toBe('running');
  expect((await runImport(world.ctx, uid)).status).toBe('canceled');
  expect(await world.count(sql`select 1 from items where dataset_uid = ${datasetUid}`)).toBe(0);
  expect((await world.objects()).filter((key) => key.includes(datasetUid))).toEqual([]);
});

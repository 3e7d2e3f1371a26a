import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDatasetByUid } from '../../src/catalog/datasets/find.ts';
import { cocoOf } from './support/coco.ts';
import { jpeg } from './support/pictures.ts';
import { makeWorld, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.end());

const sourceOf = async (name: string, count: number) => {
  const files: Record<string, string | Buffer> = {
    [`${name}/annotations.json`]: JSON.stringify(cocoOf(count)),
  };
  for (let n = 1; n <= count; n += 1) files[`${name}/img/${n}.jpg`] = await jpeg(100, 80, n);
  return world.files(files);
};

test('items, media, labels, tasks, boxes and counters', async () => {
  const path = await sourceOf('plain', 12);
  const datasetUid = await world.dataset();
  const done = await world.run({ datasetUid, path, project: 'Streets' });
  expect(done).toMatchObject({
    status: 'completed',
    phase: 'done',
    format: 'coco',
    project_name: 'Streets',
    item_total: 12,
    published: 12,
    counts: {
      items: { new: 12, unchanged: 0, refused: 0 },
      annotations: { new: 24, unchanged: 0, refused: 0, repaired: 0 },
      without_media: 0,
      problems: {},
    },
    error: null,
  });
  expect(await findDatasetByUid(world.ctx, datasetUid)).toMatchObject({
    status: 'created',
    item_count: 12,
    annotations_count: 24,
    revision: 1,
  });
  const labels = sql`select name, class_index from labels where project_uid = ${done.project_uid}`;
  const names = await world.ctx.db.rows<{ name: string }>(sql`${labels} order by class_index`);
  expect(names.map((label) => label.name)).toEqual(['car', 'dog']);
  expect(
    await world.count(
      sql`select 1 from tasks where dataset_uid = ${datasetUid} and status = 'completed'`,
    ),
  ).toBe(12);
  const item = await world.ctx.db.row(sql`
    select key, status, width, height, content_type, annotations_count, size_bytes > 0 as sized,
      content_sha256 is not null as hashed from items where dataset_uid = ${datasetUid} order by uid limit 1`);
  expect(item).toEqual({
    key: 'img/1.jpg',
    status: 'completed',
    width: 100,
    height: 80,
    content_type: 'image/jpeg',
    annotations_count: 2,
    sized: true,
    hashed: true,
  });
  const objects = await world.objects();
  expect(objects.filter((key) => key.startsWith(`media/${datasetUid}/`))).toHaveLength(12);
  for (const table of ['import_items', 'import_annotations', 'import_problems']) {
    expect(await world.ctx.db.pool.query(`select 1 from ${table}`)).toMatchObject({ rowCount: 0 });
  }
});

test('a second time changes nothing, and a grown source adds what is new', async () => {
  const path = await sourceOf('again', 5);
  const datasetUid = await world.dataset();
  await world.run({ datasetUid, path });
  const before = await world.objects();
  const again = await world.run({ datasetUid, path });
  expect(again.counts).toMatchObject({
    items: { new: 0, unchanged: 5, refused: 0 },
    annotations: { new: 0, unchanged: 10, refused: 0, repaired: 0 },
    problems: {},
  });
  expect(await findDatasetByUid(world.ctx, datasetUid)).toMatchObject({
    revision: 1,
    item_count: 5,
    annotations_count: 10,
  });
  expect((await world.objects()).filter((key) => key.startsWith('media/'))).toEqual(
    before.filter((key) => key.startsWith('media/')),
  );
  const grown = cocoOf(7);
  grown.annotations.push({ id: 99, image_id: 1, category_id: 3, bbox: [50, 50, 10, 10] });
  await world.files({
    'again/annotations.json': JSON.stringify(grown),
    'again/img/6.jpg': await jpeg(100, 80, 6),
    'again/img/7.jpg': await jpeg(100, 80, 7),
  });
  const third = await world.run({ datasetUid, path });
  expect(third.counts).toMatchObject({
    items: { new: 2, unchanged: 5 },
    annotations: { new: 5, unchanged: 10 },
  });
  expect(
    await world.ctx.db.row(sql`
      select annotations_count from items where dataset_uid = ${datasetUid} and key = 'img/1.jpg'`),
  ).toEqual({ annotations_count: 3 });
});

test('two equal annotations of one image stay two, however often they are imported', async () => {
  const coco = cocoOf(1);
  coco.annotations.push({ ...coco.annotations[0], id: 77 });
  const path = await world.files({ 'twins/annotations.json': JSON.stringify(coco) });
  const datasetUid = await world.dataset();
  expect((await world.run({ datasetUid, path })).counts).toMatchObject({
    annotations: { new: 3 },
    without_media: 1,
  });
  expect((await world.run({ datasetUid, path })).counts).toMatchObject({
    annotations: { new: 0, unchanged: 3 },
  });
});

test('the real size of a turned picture decides whether a box is inside', async () => {
  const coco = cocoOf(1);
  // Stored as 100 x 80, displayed as 80 x 100: a box at y = 90 is inside, one at x = 90 is not.
  coco.annotations = [
    { id: 1, image_id: 1, category_id: 3, bbox: [5, 85, 10, 14] },
    { id: 2, image_id: 1, category_id: 3, bbox: [85, 5, 10, 10] },
    { id: 3, image_id: 1, category_id: 3, bbox: [60, 5, 30, 10] },
  ];
  const path = await world.files({
    'turned/annotations.json': JSON.stringify(coco),
    'turned/img/1.jpg': await jpeg(100, 80, 1, 6),
  });
  const datasetUid = await world.dataset();
  const done = await world.run({ datasetUid, path });
  expect(done.counts.annotations).toEqual({ new: 2, unchanged: 0, refused: 1, repaired: 1 });
  expect(done.counts.problems).toMatchObject({ box_outside_image: 1, box_clipped: 1 });
  const item = await world.ctx.db.row(
    sql`select width, height from items where dataset_uid = ${datasetUid}`,
  );
  expect(item).toEqual({ width: 80, height: 100 });
});

test('a single JSON file is a source, with the pictures beside it', async () => {
  const folder = await sourceOf('single', 2);
  const datasetUid = await world.dataset();
  const done = await world.run({ datasetUid, path: `${folder}/annotations.json` });
  expect(done.counts).toMatchObject({ items: { new: 2 }, without_media: 0 });
});

test('linked media stays where it is', async () => {
  const path = await sourceOf('linked', 2);
  const datasetUid = await world.dataset();
  await world.run({ datasetUid, path, link: true });
  const again = await world.run({ datasetUid, path, link: true });
  expect(again.counts.items).toEqual({ new: 0, unchanged: 2, refused: 0 });
  expect((await world.objects()).filter((key) => key.includes(datasetUid))).toEqual([]);
});

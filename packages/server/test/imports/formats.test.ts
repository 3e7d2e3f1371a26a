import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDatasetByUid } from '../../src/catalog/datasets/find.ts';
import { openMedia } from '../../src/catalog/media/open.ts';
import {
  annotation,
  completed,
  exportSource,
  item,
  label,
  media,
  project,
  run,
} from '../../src/formats/testing/export-source.ts';
import { exportFormats } from '../../src/formats/writers.ts';
import { jpeg, png } from './support/pictures.ts';
import { cocoOf } from './support/coco.ts';
import { makeWorld, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.end());

const boxesOf = (datasetUid: string) =>
  world.ctx.db.rows(sql`
    select i.key, l.name as label, a.type, a.geometry from annotations a
    join items i on i.dataset_uid = a.dataset_uid and i.uid = a.item_uid
    join labels l on l.uid = a.label_uid
    where a.dataset_uid = ${datasetUid} order by i.key, l.name`);

test('a plain folder: sub-folders stay in the keys, nothing is labelled, no project is made', async () => {
  const path = await world.files({
    'plain/b/tree.png': await png(20, 10, 2),
    'plain/a/house.jpg': await jpeg(20, 10, 1),
    'plain/a-b/road.jpg': await jpeg(20, 10, 3),
    'plain/readme.txt': 'not a picture',
  });
  const datasetUid = await world.dataset();
  const done = await world.run({ datasetUid, path });
  expect(done).toMatchObject({
    format: 'images',
    project_uid: null,
    counts: { items: { new: 3 } },
  });
  const items = await world.ctx.db.rows(
    sql`select key, status from items where dataset_uid = ${datasetUid} order by uid`,
  );
  expect(items).toEqual(
    ['a-b/road.jpg', 'a/house.jpg', 'b/tree.png'].map((key) => ({ key, status: 'unattempted' })),
  );
});

test('YOLO: fractions become pixels of the real picture; an empty file is a verified negative', async () => {
  const path = await world.files({
    'yolo/data.yaml': 'train: images/train\nval: images/train\nnames: {0: car, 1: dog}\n',
    'yolo/images/train/1.jpg': await jpeg(200, 100, 1),
    'yolo/images/train/2.jpg': await jpeg(200, 100, 2),
    'yolo/images/train/3.jpg': await jpeg(200, 100, 3),
    'yolo/labels/train/1.txt': '1 0.5 0.5 0.1 0.2\n7 0.5 0.5 0.1 0.1\n',
    'yolo/labels/train/2.txt': '',
  });
  const datasetUid = await world.dataset();
  const done = await world.run({ datasetUid, path });
  expect(done).toMatchObject({
    format: 'yolo',
    status: 'completed',
    counts: { rows: { refused: 1 } },
  });
  const [box, ...rest] = await boxesOf(datasetUid);
  expect(rest).toEqual([]);
  expect(box).toMatchObject({ label: 'dog', type: 'bounding_box' });
  const geometry = (box as { geometry: Record<string, number> }).geometry;
  expect(geometry.x).toBeCloseTo(90);
  expect(geometry.y).toBeCloseTo(40);
  expect(geometry.width).toBeCloseTo(20);
  expect(geometry.height).toBeCloseTo(20);
  const statuses = await world.ctx.db.rows<{ status: string }>(
    sql`select status from items where dataset_uid = ${datasetUid} order by key`,
  );
  expect(statuses.map((item) => item.status)).toEqual(['completed', 'completed', 'unattempted']);
  const labels = await world.ctx.db.rows(
    sql`select name, class_index from labels where project_uid = ${done.project_uid} order by class_index`,
  );
  expect(labels).toEqual([
    { name: 'car', class_index: 0 },
    { name: 'dog', class_index: 1 },
  ]);
});

test('YOLO: the import says that four points are a rotated box, which is measured in pixels', async () => {
  const path = await world.files({
    'obb/data.yaml': 'train: images\nval: images\nnames: [car]\n',
    'obb/images/1.jpg': await jpeg(200, 100, 4),
    'obb/labels/1.txt': '0 0.5 0.2 0.65 0.5 0.5 0.8 0.35 0.5\n',
  });
  const datasetUid = await world.dataset();
  const done = await world.run({ datasetUid, path, yoloTask: 'obb' });
  expect(done).toMatchObject({ status: 'completed', options: { yoloTask: 'obb' } });
  const [box] = await boxesOf(datasetUid);
  expect(box).toMatchObject({
    type: 'bounding_box',
    geometry: { rotation: expect.closeTo(45, 4) },
  });
});

const voc = (name: string, head = '') => `${head}<annotation><filename>${name}</filename>
  <size><width>50</width><height>40</height><depth>3</depth></size>
  <object><name>cat</name><bndbox><xmin>5</xmin><ymin>6</ymin><xmax>25</xmax><ymax>26</ymax></bndbox></object>
  </annotation>`;

test('Pascal VOC comes in; an XML bomb is refused and the rest stays', async () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>`;
  const path = await world.files({
    'voc/Annotations/1.xml': voc('1.jpg'),
    'voc/Annotations/2.xml': voc('2.jpg', bomb).replace('cat', '&b;'),
    'voc/JPEGImages/1.jpg': await jpeg(50, 40, 1),
    'voc/JPEGImages/2.jpg': await jpeg(50, 40, 2),
  });
  const datasetUid = await world.dataset();
  const done = await world.run({ datasetUid, path });
  expect(done).toMatchObject({ format: 'voc', status: 'completed' });
  expect(await boxesOf(datasetUid)).toMatchObject([{ label: 'cat', type: 'bounding_box' }]);
  expect(done.problem_total).toBeGreaterThan(0);
});

test('sequences: frames, views, the featured picture; again, nothing changes', async () => {
  const files: Record<string, Buffer> = {};
  for (const view of ['front', 'rear']) {
    for (let frame = 0; frame < 3; frame += 1) {
      files[`drive/night/${view}/${frame}.jpg`] = await jpeg(30, 20, frame * 2 + view.length);
    }
  }
  const path = await world.files(files);
  const datasetUid = await world.dataset();
  const done = await world.run({ datasetUid, path, format: 'sequences' });
  expect(done).toMatchObject({ status: 'completed', counts: { items: { new: 6 } } });
  const sequences = () =>
    world.ctx.db.rows<{ uid: string; featured_item_uid: string }>(sql`
      select uid, key, status, number_of_frames, views, featured_item_uid from sequences
      where dataset_uid = ${datasetUid}`);
  const [sequence] = await sequences();
  expect(sequence).toMatchObject({
    key: 'night',
    status: 'unattempted',
    number_of_frames: 3,
    views: ['front', 'rear'],
  });
  const featured = await world.ctx.db.row(sql`
    select view_key, frame_index from items
    where dataset_uid = ${datasetUid} and uid = ${sequence?.featured_item_uid}`);
  expect(featured).toEqual({ view_key: 'front', frame_index: 0 });
  expect(await findDatasetByUid(world.ctx, datasetUid)).toMatchObject({
    is_sequence: true,
    sequence_count: 1,
    item_count: 6,
  });
  const again = await world.run({ datasetUid, path, format: 'sequences' });
  expect(again.counts.items).toEqual({ new: 0, unchanged: 6, refused: 0 });
  expect(await sequences()).toEqual([sequence]);
});

test('a folder in which nothing can be imported fails and says what would be', async () => {
  const path = await world.files({ 'nothing/readme.txt': 'empty' });
  const done = await world.run({ datasetUid: await world.dataset(), path });
  expect(done).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('coco') as string,
  });
});

test('two imports into one dataset at once take turns', async () => {
  const datasetUid = await world.dataset();
  const one: Record<string, Buffer> = {};
  const two: Record<string, Buffer> = {};
  for (let n = 0; n < 60; n += 1) {
    const picture = await png(8, 8, n);
    one[`turn-1/${n}.png`] = picture;
    two[`turn-2/${n + 30}.png`] = await png(8, 8, n + 30);
  }
  const paths = [await world.files(one), await world.files(two)];
  const done = await Promise.all(paths.map((path) => world.run({ datasetUid, path })));
  const fresh = done.reduce((sum, row) => sum + row.counts.items.new, 0);
  expect(fresh).toBe(90);
  expect(await findDatasetByUid(world.ctx, datasetUid)).toMatchObject({ item_count: 90 });
  const media = (await world.objects()).filter((key) => key.startsWith(`media/${datasetUid}/`));
  expect(media).toHaveLength(90);
});

test.each(['WebDataset', 'Parquet'] as const)('%s: what an export writes', async (format) => {
  const picture = await png(64, 48, 3);
  const car = label('car', 2, { color: '#010203' });
  const source = exportSource(
    [project('p', [car])],
    [
      item('a/b.c.png', {
        ...{ width: 64, height: 48, media: media(picture), metadata: { weather: 'night' } },
        results: [
          completed(
            'p',
            annotation(car, { type: 'bounding_box', x: 1, y: 2, width: 3, height: 4 }),
          ),
        ],
      }),
      item('none.png', { width: 64, height: 48, media: media(picture) }),
    ],
  );
  const { sink } = await run(exportFormats[format], source, { includeMedia: true });
  const files = [...sink.files].map(([path, bytes]) => [`${format}/${path}`, bytes] as const);
  const path = await world.files(Object.fromEntries(files));
  const datasetUid = await world.dataset();
  // Images inside of an archive cannot be linked: they are copied.
  const done = await world.run({ datasetUid, path, link: format === 'WebDataset' });
  expect(done).toMatchObject({
    ...{ format: format.toLowerCase(), status: 'completed', problems: [] },
    counts: { items: { new: 2 }, annotations: { new: 1 }, without_media: 0 },
  });
  expect(await boxesOf(datasetUid)).toMatchObject([{ key: 'a/b.c.png', label: 'car' }]);
  const items = await world.ctx.db.rows<{ uid: string }>(
    sql`select uid, key, status, metadata, width, size_bytes from items where dataset_uid = ${datasetUid} order by key`,
  );
  const common = { width: 64, size_bytes: picture.length };
  expect(items).toMatchObject([
    { ...common, key: 'a/b.c.png', status: 'completed', metadata: { weather: 'night' } },
    { ...common, key: 'none.png', status: 'unattempted' },
  ]);
  for (const { uid } of items) {
    const chunks: Buffer[] = [];
    for await (const chunk of (await openMedia(world.ctx, datasetUid, uid)).read())
      chunks.push(chunk);
    expect(Buffer.concat(chunks)).toEqual(picture);
  }
});

test('two imports that meet in the middle of the same items add each of them once', async () => {
  const upwards = cocoOf(7_000);
  const downwards = { ...upwards, images: upwards.images.toReversed() };
  const paths = await Promise.all([
    world.files({ 'upwards/annotations.json': JSON.stringify(upwards) }),
    world.files({ 'downwards/annotations.json': JSON.stringify(downwards) }),
  ]);
  const datasetUid = await world.dataset();
  const done = await Promise.all(
    paths.map((path) => world.run({ datasetUid, path, project: 'Both' })),
  );
  expect(done.map((row) => row.status)).toEqual(['completed', 'completed']);
  const sum = (of: 'items' | 'annotations', outcome: 'new' | 'unchanged') =>
    done.reduce((total, row) => total + row.counts[of][outcome], 0);
  expect(sum('items', 'new')).toBe(7_000);
  expect(sum('items', 'unchanged')).toBe(7_000);
  expect(sum('annotations', 'new')).toBe(14_000);
  expect(sum('annotations', 'unchanged')).toBe(14_000);
  expect(await findDatasetByUid(world.ctx, datasetUid)).toMatchObject({
    item_count: 7_000,
    annotations_count: 14_000,
  });
});

import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createImport } from '../../src/catalog/imports/create.ts';
import { problemsKey } from '../../src/catalog/imports/model.ts';
import { cocoOf, type CocoFile } from './support/coco.ts';
import { bmp, jpeg, png } from './support/pictures.ts';
import { makeWorld, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.end());

let folders = 0;
async function importCoco(coco: CocoFile, files: Record<string, Buffer | string> = {}) {
  const name = `hostile-${(folders += 1)}`;
  const inside = Object.entries(files).map(([path, bytes]) => [`${name}/${path}`, bytes]);
  const path = await world.files({
    [`${name}/annotations.json`]: JSON.stringify(coco),
    ...Object.fromEntries(inside),
  });
  const datasetUid = await world.dataset();
  return { datasetUid, done: await world.run({ datasetUid, path }) };
}

test('annotations of unknown images are refused, and every one is listed', async () => {
  const coco = cocoOf(2);
  for (let id = 100; id < 1_300; id += 1) {
    coco.annotations.push({ id, image_id: 5_000 + id, category_id: 3, bbox: [1, 1, 5, 5] });
  }
  const { done } = await importCoco(coco);
  expect(done.status).toBe('completed');
  expect(done.counts.annotations).toMatchObject({ new: 4 });
  expect(done.counts.rows).toMatchObject({ refused: 1_200 });
  expect(done.counts.problems).toMatchObject({ unknown_image: 1_200 });
  expect(done.problems).toHaveLength(1_000);
  const chunks: Buffer[] = [];
  for await (const chunk of world.ctx.store.read(problemsKey(done.uid)))
    chunks.push(chunk as Buffer);
  const lines = Buffer.concat(chunks).toString().trim().split('\n');
  expect(lines).toHaveLength(done.problem_total);
  expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(
    expect.objectContaining({ code: 'unknown_image', action: 'refused' }),
  );
});

test('broken pictures are refused with their annotations; the others come in', async () => {
  const picture = await jpeg(100, 80, 9);
  const whole = await png(100, 80, 9);
  const { datasetUid, done } = await importCoco(
    cocoOf(8, (n) => `img/${n}.jpg`),
    {
      'img/1.jpg': picture,
      'img/2.jpg': picture.subarray(0, picture.length - 40),
      'img/3.jpg': '<html><script>alert(1)</script></html>',
      'img/4.jpg': '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
      'img/5.jpg': Buffer.concat([picture.subarray(0, 20), Buffer.alloc(300)]),
      'img/6.jpg': '',
      // What cameras append after the end mark is no damage.
      'img/7.jpg': Buffer.concat([picture, Buffer.from('trailer of a camera')]),
      'img/8.jpg': whole.subarray(0, whole.length - 20),
    },
  );
  expect(done.counts.items).toEqual({ new: 2, unchanged: 0, refused: 6 });
  expect(done.counts.annotations).toMatchObject({ new: 4, refused: 12 });
  expect(done.counts.problems).toEqual({
    media_truncated: 2,
    not_an_image: 3,
    media_unreadable: 1,
  });
  expect(
    (await world.objects()).filter((key) => key.startsWith(`media/${datasetUid}`)),
  ).toHaveLength(2);
});

test('file types are told by their bytes', async () => {
  const { datasetUid } = await importCoco(cocoOf(2), {
    'img/1.jpg': await png(100, 80),
    'img/2.jpg': bmp(100, 80),
  });
  const rows = await world.ctx.db.rows(
    sql`select content_type, width, height from items where dataset_uid = ${datasetUid} order by key`,
  );
  expect(rows).toEqual([
    { content_type: 'image/png', width: 100, height: 80 },
    { content_type: 'image/bmp', width: 100, height: 80 },
  ]);
});

test('a key that the dataset has with other bytes is refused', async () => {
  const datasetUid = await world.dataset();
  const first = await world.files({
    'one/a.png': await png(10, 10, 1),
    'one/b.png': await png(10, 10, 2),
  });
  const second = await world.files({
    'two/a.png': await png(10, 10, 7),
    'two/b.png': await png(10, 10, 2),
  });
  await world.run({ datasetUid, path: first });
  const done = await world.run({ datasetUid, path: second });
  expect(done.counts.items).toEqual({ new: 0, unchanged: 1, refused: 1 });
  expect(done.counts.problems).toEqual({ key_exists_with_other_content: 1 });
  expect(
    (await world.objects()).filter((key) => key.startsWith(`media/${datasetUid}`)),
  ).toHaveLength(2);
});

test('names, ids, categories, boxes and texts that are wrong', async () => {
  const coco = cocoOf(1);
  const box = (id: number, bbox: unknown, more = {}) => ({
    id,
    image_id: 1,
    category_id: 3,
    bbox,
    ...more,
  });
  coco.images.push(
    { id: 2, file_name: '../../etc/passwd', width: 10, height: 10 },
    { id: 3, file_name: 'img/1.jpg', width: 100, height: 80 },
    { id: 1, file_name: 'other.jpg', width: 100, height: 80 },
    { id: 4, file_name: 'größe/日本 🚗.jpg', width: 100, height: 80 },
    { id: 5, file_name: 'nul\u0000.jpg', width: 100, height: 80 },
    { id: 6, file_name: 'nosize.jpg' },
  );
  coco.annotations = [
    box(1, [500, 500, 5, 5]),
    box(2, [1, 1, 5, 5], { category_id: 99 }),
    box(3, [1, 1, 0, 5]),
    box(4, [90, 70, 50, 50]),
    box(5, [1, 2, 3, 4], { attributes: { note: 'a\u0000b\ud800', __proto__x: 1 } }),
    box(6, [1, 2, 3, 4], { image_id: 4 }),
    box(7, [Number.MAX_VALUE, 1, 2, 3]),
    box(8, 'nonsense'),
  ];
  const { datasetUid, done } = await importCoco(coco);
  expect(done.status).toBe('completed');
  const keys = await world.ctx.db.rows<{ key: string }>(
    sql`select key from items where dataset_uid = ${datasetUid} order by uid`,
  );
  expect(keys.map((row) => row.key)).toEqual(['img/1.jpg', 'größe/日本 🚗.jpg']);
  expect(done.counts.annotations).toMatchObject({ new: 3, repaired: 1 });
  const refusedInAll =
    done.counts.rows.refused + done.counts.items.refused + done.counts.annotations.refused;
  expect(refusedInAll).toBeGreaterThanOrEqual(10);
});

test('NaN in the JSON is a fault with a place, not a crash', async () => {
  const text = JSON.stringify(cocoOf(1)).replace('[1,2,30,40]', '[NaN,2,30,40]');
  const path = await world.files({ 'nan/annotations.json': text });
  const done = await world.run({ datasetUid: await world.dataset(), path, format: 'coco' });
  expect(['failed', 'completed']).toContain(done.status);
  expect(done.error ?? JSON.stringify(done.problems)).toMatch(/NaN|JSON|number/i);
});

test('links that leave the folder, and names that are not text, are not followed', async () => {
  const path = await world.files({
    'links/in.png': await png(10, 10, 1),
    'secret/out.png': await png(10, 10, 2),
  });
  await symlink(join(world.folder, 'secret/out.png'), join(path, 'stolen.png'));
  await symlink(join(world.folder, 'secret'), join(path, 'stolen'));
  await symlink('in.png', join(path, 'also.png'));
  await writeFile(
    Buffer.concat([Buffer.from(`${path}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.png')]),
    '',
  );
  await mkdir(join(path, 'folder.png'));
  const datasetUid = await world.dataset();
  const done = await world.run({ datasetUid, path });
  const keys = await world.ctx.db.rows<{ key: string }>(
    sql`select key from items where dataset_uid = ${datasetUid} order by key`,
  );
  expect(keys.map((row) => row.key)).toEqual(['also.png', 'in.png']);
  expect(done.counts.problems).toMatchObject({ link_not_followed: 2, name_not_utf8: 1 });
});

test('a file that may not be read is refused', async () => {
  if (process.getuid?.() === 0) return;
  const path = await world.files({ 'locked/a.png': await png(10, 10, 1) });
  await chmod(join(path, 'a.png'), 0);
  const done = await world.run({ datasetUid: await world.dataset(), path });
  expect(done.counts.problems).toEqual({ media_unreadable: 1 });
});

test('over the API only allowed folders can be named, and no way out of them', async () => {
  const path = await world.files({ 'allowed/a.png': await png(10, 10, 1) });
  const outside = await world.files({ 'forbidden/a.png': await png(10, 10, 1) });
  await symlink(outside, join(path, 'way-out'));
  const datasetUid = await world.dataset();
  const ctx = {
    ...world.ctx,
    importRoots: [path],
    actor: { ...world.ctx.actor, operator: false },
  };
  const plan = (asked: string) => createImport(ctx, { datasetUid, path: asked }, { queue: false });
  for (const asked of [
    outside,
    join(path, 'way-out'),
    `${path}/../forbidden`,
    'allowed',
    '/nowhere',
    `${path}\0`,
  ]) {
    await expect(plan(asked), asked).rejects.toMatchObject({ code: 'invalid' });
  }
  expect((await plan(path)).status).toBe('requested');
  const stranger = { ...ctx, actor: { ...ctx.actor, userUid: datasetUid } };
  await expect(
    createImport(stranger, { datasetUid, path }, { queue: false }),
  ).rejects.toMatchObject({ code: 'forbidden' });
});

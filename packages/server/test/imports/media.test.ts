import { rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMedia } from '../../src/catalog/media/open.ts';
import { openThumbnail } from '../../src/catalog/media/thumbnail.ts';
import { jpeg } from './support/pictures.ts';
import { makeWorld, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.end());

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function onlyItem(datasetUid: string): Promise<string> {
  const row = await world.ctx.db.row<{ uid: string }>(
    sql`select uid from items where dataset_uid = ${datasetUid}`,
  );
  return row?.uid ?? '';
}

test.each([false, true])('bytes, type and ranges; linked: %s', async (link) => {
  const picture = await jpeg(60, 40, 3);
  const path = await world.files({ [`open-${link}/a.png`]: picture });
  const datasetUid = await world.dataset();
  await world.run({ datasetUid, path, link });
  const media = await openMedia(world.ctx, datasetUid, await onlyItem(datasetUid));
  expect(media).toMatchObject({ size: picture.length, contentType: 'image/jpeg' });
  expect(media.etag).toMatch(/^"[^"]+"$/);
  expect(await bytesOf(media.read())).toEqual(picture);
  expect(await bytesOf(media.read({ start: 5, end: 15 }))).toEqual(picture.subarray(5, 15));
});

test('a linked file that now lies elsewhere is not served', async () => {
  const path = await world.files({ 'moved/a.jpg': await jpeg(60, 40, 3), 'private/key': 'secret' });
  const datasetUid = await world.dataset();
  await world.run({ datasetUid, path, link: true });
  const uid = await onlyItem(datasetUid);
  await rename(join(path, 'a.jpg'), join(path, 'b.jpg'));
  await symlink(join(world.folder, 'private/key'), join(path, 'a.jpg'));
  await expect(openMedia(world.ctx, datasetUid, uid)).rejects.toMatchObject({ code: 'not_found' });
  await rm(join(path, 'a.jpg'));
  await expect(openMedia(world.ctx, datasetUid, uid)).rejects.toMatchObject({ code: 'not_found' });
});

test('a thumbnail is upright, small, made once and kept', async () => {
  const path = await world.files({ 'thumb/a.jpg': await jpeg(1_200, 600, 3, 6) });
  const datasetUid = await world.dataset();
  await world.run({ datasetUid, path });
  const uid = await onlyItem(datasetUid);
  const both = await Promise.all([1, 2].map(() => openThumbnail(world.ctx, datasetUid, uid)));
  const [first, second] = await Promise.all(both.map((made) => bytesOf(made.read())));
  expect(first).toEqual(second);
  expect(await sharp(first).metadata()).toMatchObject({ format: 'webp', width: 192, height: 384 });
  expect(
    (await world.objects()).filter((key) => key === `thumbnails/${datasetUid}/${uid}`),
  ).toHaveLength(1);
});

test('damaged media has no thumbnail', async () => {
  const path = await world.files({ 'gone/a.jpg': await jpeg(60, 40, 3) });
  const datasetUid = await world.dataset();
  await world.run({ datasetUid, path });
  const uid = await onlyItem(datasetUid);
  await writeFile(join(world.storeRoot, 'objects/media', datasetUid, uid), 'no picture');
  await expect(openThumbnail(world.ctx, datasetUid, uid)).rejects.toMatchObject({
    code: 'not_found',
  });
  await rm(join(world.storeRoot, 'objects/media', datasetUid, uid));
  await expect(openMedia(world.ctx, datasetUid, uid)).rejects.toMatchObject({ code: 'not_found' });
});

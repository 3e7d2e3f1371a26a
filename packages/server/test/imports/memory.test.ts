import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createImport } from '../../src/catalog/imports/create.ts';
import { loadImport } from '../../src/catalog/imports/get.ts';
import { runInChild } from './support/child-process.ts';
import { makeWorld, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.end());

const IMAGES = 5_000;
const POLYGONS_PER_IMAGE = 8;
/** Points of each polygon: 5 kB of JSON, so that the file has some 190 MB. */
const POINTS = 130;

function* cocoText(): Generator<string> {
  yield '{"categories":[{"id":1,"name":"road"}],"annotations":[';
  const ring = Array.from({ length: POINTS }, (_, i) => {
    const angle = (i / POINTS) * 2 * Math.PI;
    return `${50 + 30 * Math.cos(angle)},${50 + 30 * Math.sin(angle)}`;
  }).join(',');
  let id = 0;
  for (let image = 1; image <= IMAGES; image += 1) {
    for (let n = 0; n < POLYGONS_PER_IMAGE; n += 1) {
      id += 1;
      const comma = id > 1 ? ',' : '';
      yield `${comma}{"id":${id},"image_id":${image},"category_id":1,"bbox":[20,20,60,60],"segmentation":[[${ring}]]}`;
    }
  }
  yield '],"images":[';
  for (let image = 1; image <= IMAGES; image += 1) {
    const comma = image > 1 ? ',' : '';
    yield `${comma}{"id":${image},"file_name":"${image}.jpg","width":100,"height":100}`;
  }
  yield ']}';
}

test('memory does not grow with the JSON', { timeout: 600_000 }, async () => {
  const folder = join(world.folder, 'huge');
  await mkdir(folder);
  const file = createWriteStream(join(folder, 'annotations.json'));
  await pipeline(Readable.from(cocoText()), file);
  expect(file.bytesWritten).toBeGreaterThan(180e6);
  const datasetUid = await world.dataset();
  const { uid } = await createImport(world.ctx, { datasetUid, path: folder }, { queue: false });
  const { last } = await runInChild(world, uid);
  expect(last.status).toBe('completed');
  const row = await loadImport(world.ctx.db, uid);
  expect(row?.counts.annotations.new).toBe(IMAGES * POLYGONS_PER_IMAGE);
  // Node and the TypeScript compiler that this child process runs with take 150 MB of it.
  expect((last.rss ?? 0) / 1e6).toBeLessThan(400);
});

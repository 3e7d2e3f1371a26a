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

const IMAGES = 1_000;
const BOXES_PER_IMAGE = 10;
/** An attribute that makes each annotation heavy for the importer and light for PostgreSQL: 40 MB of JSON in all. */
const NOTE = 'a long note '.repeat(330);
/** What two batches under way may take with everything made from them; holding the source would take twice as much. */
const MOST_BYTES = 24e6;

function* cocoText(): Generator<string> {
  yield '{"categories":[{"id":1,"name":"road"}],"annotations":[';
  let id = 0;
  for (let image = 1; image <= IMAGES; image += 1) {
    for (let n = 0; n < BOXES_PER_IMAGE; n += 1) {
      id += 1;
      const comma = id > 1 ? ',' : '';
      yield `${comma}{"id":${id},"image_id":${image},"category_id":1,"bbox":[20,20,${n + 1},60],"note":"${NOTE}"}`;
    }
  }
  yield '],"images":[';
  for (let image = 1; image <= IMAGES; image += 1) {
    const comma = image > 1 ? ',' : '';
    yield `${comma}{"id":${image},"file_name":"${image}.jpg","width":100,"height":100}`;
  }
  yield ']}';
}

/**
 * Counts what is alive in the process that imports, right after a garbage collection. Resident memory would tell of
 * the collector's leisure and of the TypeScript compiler that the process runs with.
 */
test('memory does not grow with the JSON', { timeout: 600_000 }, async () => {
  const folder = join(world.folder, 'huge');
  await mkdir(folder);
  const file = createWriteStream(join(folder, 'annotations.json'));
  await pipeline(Readable.from(cocoText()), file);
  expect(file.bytesWritten).toBeGreaterThan(MOST_BYTES * 1.6);
  const datasetUid = await world.dataset();
  const { uid } = await createImport(world.ctx, { datasetUid, path: folder }, { queue: false });
  const { last } = await runInChild(world, uid, { node: ['--expose-gc'] });
  expect(last.status).toBe('completed');
  const row = await loadImport(world.ctx.db, uid);
  expect(row?.counts.annotations.new).toBe(IMAGES * BOXES_PER_IMAGE);
  const { staging = [], publishing = [] } = last.live ?? {};
  // Enough to have met the middle of both, on whatever machine.
  expect(Math.min(staging.length, publishing.length)).toBeGreaterThan(3);
  expect(Math.max(...staging, ...publishing) - Math.min(...staging)).toBeLessThan(MOST_BYTES);
});

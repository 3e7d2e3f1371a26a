import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runImport } from '../../src/catalog/imports/run.ts';
import { sweepUploads } from '../../src/catalog/uploads/sweep.ts';
import { ZipArchive } from '../../src/formats/zip/archive.ts';
import { memorySpills } from '../../src/formats/zip/ports.ts';
import { ask, makeWorld, type Place, type World } from './world.ts';

let world: World;
let place: Place;
let key: string;
let picture: Buffer;
beforeAll(async () => {
  world = await makeWorld();
  key = await world.key('owner');
  picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
});
beforeEach(async () => {
  place = await world.place('private');
  await world.catalogue.db.run(sql`delete from uploads`);
});
afterAll(() => world.close());

const home = () => `/datasets/acme/${place.slug}/uploads/`;

async function json(method: string, path: string, body?: unknown, by = key) {
  const { status, text } = await ask(world, by, method, path, body);
  return { status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
}

async function begin(): Promise<string> {
  const { status, body } = await json('POST', home());
  expect(status).toBe(201);
  return `${home()}${String(body['uid'])}/`;
}

async function put(at: string, path: string, bytes: Buffer, more: Record<string, string> = {}) {
  const { type = 'application/octet-stream', size = String(bytes.length), ...rest } = more;
  const query = new URLSearchParams({ path, size, ...rest });
  const reply = await world.app.inject({
    method: 'PUT',
    url: `/api/v1${at}files/?${query.toString()}`,
    headers: { 'x-avala-api-key': key, 'content-type': type },
    payload: bytes,
  });
  return { status: reply.statusCode, body: reply.json<Record<string, unknown>>() };
}

const uidOf = (at: string) => at.split('/').at(-2) ?? '';

async function folderOf(at: string): Promise<string> {
  const { workDir } = await world.catalogue.as('owner');
  return join(workDir, 'uploads', uidOf(at));
}

/** Completes and carries the import out, as a worker does. */
async function imported(at: string, choices: object = {}) {
  const { status, body } = await json('POST', `${at}complete/`, choices);
  expect([status, body]).toEqual([201, expect.anything()]);
  return runImport(await world.catalogue.as('owner'), String(body['uid']));
}

const keys = async () =>
  (
    await world.catalogue.db.rows<{ key: string }>(sql`
      select key from items where dataset_uid = ${place.dataset} and created_at > now() - interval '1 minute'
        and key not in ('a.jpg', 'b.jpg') order by key`)
  ).map((row) => row.key);

const coco = JSON.stringify({
  images: [{ id: 1, file_name: 'one.png', width: 40, height: 30 }],
  annotations: [
    { id: 1, image_id: 1, category_id: 1, bbox: [1, 2, 10, 10], area: 100, iscrowd: 0 },
  ],
  categories: [{ id: 1, name: 'car' }],
});

test('a folder is sent in any order and in pieces, resumed, and imported', async () => {
  const at = await begin();
  const half = Math.floor(picture.length / 2);
  const size = String(picture.length);
  const first = await put(at, 'set/images/one.png', picture.subarray(0, half), { size });
  expect(first.body).toEqual({ path: 'set/images/one.png', size: picture.length, received: half });
  expect((await json('POST', `${at}complete/`)).status).toBe(409);
  const wrong = await put(at, 'set/images/one.png', picture, { size });
  expect(wrong).toEqual({ status: 409, body: { detail: `Go on at byte ${half}.` } });

  // What a page that was loaded again sees.
  const open = await json('GET', home());
  expect(open.body['results']).toMatchObject([{ uid: uidOf(at), file_count: 1, status: 'open' }]);
  const files = await json('GET', `${at}files/?limit=1`);
  expect(files.body['results']).toEqual([first.body]);

  const rest = await put(at, 'set/images/one.png', picture.subarray(half), {
    size,
    offset: String(half),
  });
  expect(rest.body).toMatchObject({ received: picture.length });
  // A browser says of a JSON file that it is JSON; sending again does no harm.
  for (let times = 0; times < 2; times++) {
    const sent = await put(at, 'set/annotations.json', Buffer.from(coco), {
      type: 'application/json',
    });
    expect(sent.status).toBe(200);
  }
  expect((await json('GET', at)).body).toMatchObject({
    file_count: 2,
    bytes: picture.length + coco.length,
  });

  const row = await imported(at, { project: 'Uploaded' });
  expect([row.status, row.format, row.counts.items.new, row.counts.annotations.new]).toEqual([
    'completed',
    'coco',
    1,
    1,
  ]);
  expect(await keys()).toEqual(['one.png']);
  expect(existsSync(await folderOf(at))).toBe(false);
  const again = await json('POST', `${at}complete/`);
  expect([again.status, again.body['uid']]).toEqual([201, row.uid]);
  expect(JSON.stringify(again.body)).not.toContain(tmpdir());
  expect((await put(at, 'late.png', picture)).status).toBe(409);
});

test('after an import that failed another can be tried', async () => {
  const at = await begin();
  await put(at, 'one.png', picture);
  const failed = await imported(at, { format: 'coco' });
  expect(failed.status).toBe('failed');
  const row = await imported(at, { format: 'images' });
  expect([row.status, row.counts.items.new]).toEqual(['completed', 1]);
});

test('paths stay inside, and limits hold', async () => {
  const at = await begin();
  for (const path of ['../a.png', '/a.png', 'a/../../b.png', 'a\\b.png', 'x/./y', 'a\0b', '']) {
    const reply = await put(at, path, picture);
    expect([path, reply.status, Object.keys(reply.body)]).toEqual([path, 400, ['path']]);
  }
  expect((await put(at, 'a.png', picture, { size: 'x' })).body).toHaveProperty('size');
  expect((await put(at, 'a.png', picture, { size: '3' })).body).toHaveProperty('size');
  expect((await put(at, 'b.png', picture, { size: String(2e12) })).body).toHaveProperty('size');
  await put(at, 'dir', picture);
  expect((await put(at, 'dir/c.png', picture)).body).toHaveProperty('path');
  expect((await put(at, 'dir', picture, { size: '9' })).status).toBe(409);
  for (let count = 1; count < 10; count++) await begin();
  expect((await json('POST', home())).status).toBe(429);
});

test('uploads are their owner’s alone, and go when they are aborted or forgotten', async () => {
  const at = await begin();
  await put(at, 'one.png', picture);
  const other = await world.key('admin');
  expect((await json('GET', at, undefined, other)).status).toBe(404);
  expect((await json('DELETE', at, undefined, other)).status).toBe(404);
  const folder = await folderOf(at);
  expect(await readFile(join(folder, 'files/one.png'))).toEqual(picture);
  expect((await json('DELETE', at)).status).toBe(204);
  expect(existsSync(folder)).toBe(false);

  const late = await begin();
  const lateFolder = await folderOf(late);
  await world.catalogue.db.run(sql`update uploads set expires_at = now()`);
  await sweepUploads(await world.catalogue.as('owner'));
  expect((await json('GET', late)).status).toBe(404);
  expect(existsSync(lateFolder)).toBe(false);
});

/** An archive of a folder with one picture and its annotations. */
async function archives(): Promise<Record<string, Buffer>> {
  const folder = await mkdtemp(join(tmpdir(), 'sheaf-archive-'));
  try {
    await mkdir(join(folder, 'set/images'), { recursive: true });
    await writeFile(join(folder, 'set/images/one.png'), picture);
    await writeFile(join(folder, 'set/annotations.json'), coco);
    execFileSync('tar', ['-cf', 'a.tar', 'set'], { cwd: folder });
    const tar = await readFile(join(folder, 'a.tar'));
    const chunks: Buffer[] = [];
    const zip = new ZipArchive((chunk) => void chunks.push(chunk), memorySpills());
    await zip.entry('set/images/one.png', Readable.from([picture]));
    await zip.entry('set/annotations.json', coco);
    await zip.finish();
    return { 'a.tar': tar, 'a.tar.gz': gzipSync(tar), 'a.zip': Buffer.concat(chunks) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('an archive is unpacked', async () => {
  for (const [name, bytes] of Object.entries(await archives())) {
    place = await world.place('private');
    const at = await begin();
    await put(at, name, bytes);
    const row = await imported(at);
    expect([name, row.status, row.error, row.format]).toEqual([name, 'completed', null, 'coco']);
    expect(await keys()).toEqual(['one.png']);
  }
});

test('an archive that lies is refused and leaves nothing', async () => {
  const { 'a.tar': tar = Buffer.alloc(0), 'a.zip': zip = Buffer.alloc(0) } = await archives();
  const outside = Buffer.from(
    zip.toString('latin1').replaceAll('set/images/one.png', '../../mages/one.png'.slice(0, 18)),
    'latin1',
  );
  for (const [name, bytes] of [
    ['a.zip', outside],
    ['a.tar', tar.subarray(0, 700)],
    ['a.tgz', Buffer.from('x')],
  ] as const) {
    const at = await begin();
    await put(at, name, bytes);
    const row = await imported(at);
    expect([name, row.status]).toEqual([name, 'failed']);
  }
  const at = await begin();
  await put(at, 'a.zip', zip);
  const { body } = await json('POST', `${at}complete/`);
  const ctx = await world.catalogue.as('owner');
  const row = await runImport({ ...ctx, uploadBytes: 100 }, String(body['uid']));
  expect([row.status, row.error]).toEqual(['failed', expect.stringContaining('more bytes')]);
});

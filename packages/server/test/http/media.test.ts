import { readdirSync, readlinkSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { connect, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signLink } from '../../src/catalog/media/links.ts';
import { makeWorld, type Place, type World } from './world.ts';

let world: World;
let place: Place;
let path: string;
let url: string;
beforeAll(async () => {
  world = await makeWorld();
  place = await world.place('private');
  path = join(world.catalogue.folder, 'linked', 'big.bin');
  await mkdir(dirname(path));
  await writeFile(path, Buffer.alloc(50_000_000, 7));
  await world.catalogue.db.run(sql`
    update items set media = ${JSON.stringify({ link: path })}, content_type = 'text/html'
    where dataset_uid = ${place.dataset} and uid = ${place.item}`);
  const token = signLink(Buffer.alloc(32, 7), 'dataset', place.dataset, 1);
  url = `/media/${token}/${place.item}/original`;
  await world.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => world.close());

/** Descriptors of this process on the linked file. */
const openFiles = () =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(path);
    } catch {
      return false;
    }
  }).length;

test('bytes that say they are HTML are saved, never shown', async () => {
  const { headers } = await world.app.inject({ url, headers: { range: 'bytes=0-9' } });
  expect(headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-length': '10',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': expect.stringMatching(/^attachment/) as string,
  });
});

test.skipIf(process.platform !== 'linux')('clients that go away leave no file open', async () => {
  const { port } = world.app.server.address() as AddressInfo;
  for (let n = 0; n < 5; n++) {
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET ${url} HTTP/1.1\r\nHost: x\r\n\r\n`);
    await new Promise((resolve) => socket.once('data', resolve));
    expect(openFiles()).toBe(1);
    socket.destroy();
    for (let wait = 0; wait < 2000 && openFiles() > 0; wait++) await sleep(10);
    expect(openFiles()).toBe(0);
  }
});

test('a link that is forged is a 403, a file that has gone a 404', async () => {
  const forged = url.replace(/^(\/media\/.{30})./, '$1_').replace(/_$/, 'A');
  expect((await world.app.inject(forged)).statusCode).toBe(403);
  expect((await world.app.inject(url.replace(place.item, place.dataset))).statusCode).toBe(404);
  await rm(path);
  const gone = await world.app.inject(url);
  expect([gone.statusCode, gone.json()]).toEqual([404, { detail: 'Not found.' }]);
});

test('the frames of a view are listed with links of the same token', async () => {
  const [, , token] = url.split('/');
  const view = (name: string) =>
    world.app.inject(`/media/${token}/sequences/${place.sequence}/${name}/`);
  const { frames } = (await view('front')).json<{ frames: { url: string; key: string }[] }>();
  expect(frames).toMatchObject([{ frame_index: 0, key: 'a.jpg' }]);
  expect(new URL(frames[0]?.url ?? '').pathname).toBe(url);
  expect((await view('back')).statusCode).toBe(404);
});

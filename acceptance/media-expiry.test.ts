import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client } from './support/client.ts';
import { exportOf, importFolder } from './support/fixtures.ts';
import { picture } from './support/images.ts';
import { startServer, stopServer, type Running } from './support/running.ts';

/** Links end. The server is started again on the same data with its clock moved on. */
let work: string;
let settings: Record<string, string>;
let server: Running;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'sheaf-expiry-'));
  await mkdir(join(work, 'imports'));
  await picture(join(work, 'imports'), 'a.jpg');
  settings = {
    SHEAF_DATA_DIR: join(work, 'data'),
    SHEAF_ADMIN_KEY: randomBytes(20).toString('hex'),
    SHEAF_IMPORT_ROOTS: join(work, 'imports'),
    SHEAF_MEDIA_URL_HOURS: '2',
  };
  server = await startServer(settings);
});

afterAll(async () => {
  expect(await stopServer(server)).toBe(0);
  await rm(work, { recursive: true, force: true });
});

/** Starts the server again, `hours` later. Its port is another, so only the path of a link stays. */
async function later(hours: number): Promise<void> {
  expect(await stopServer(server)).toBe(0);
  const moved = `const now=Date.now;Date.now=()=>now()+${hours}*3600000;`;
  server = await startServer({
    ...settings,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(moved)}`,
  });
}

const status = async (link: string) =>
  (await fetch(server.baseUrl + new URL(link).pathname + new URL(link).search)).status;

it('links to media, thumbnails and archives work for their hours and not for ever', async () => {
  const client = new Client(settings['SHEAF_ADMIN_KEY'], server.baseUrl);
  await importFolder(client, join(work, 'imports'), 'admin/links', { format: 'images' });
  const { json } = await client.get('/datasets/admin/links/items/');
  const { uid } = (await client.get('/datasets/admin/links/')).json as { uid: string };
  const archive = await exportOf(client, { datasets: [uid] });
  const { data_url, thumbnail_url } = json.results[0] as Record<string, string>;
  const links = [data_url ?? '', thumbnail_url ?? '', archive.download_url ?? ''];
  for (const link of links) expect(await status(link), link).toBe(200);
  await later(1);
  for (const link of links) expect(await status(link), link).toBe(200);
  await later(4);
  for (const link of links) expect(await status(link), link).toBe(403);
});

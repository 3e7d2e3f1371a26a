import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeWorld, type World } from './world.ts';

const SCRIPT = 'console.log("sheaf")';
let folder: string;
let world: World;
let bare: World;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheaf-web-'));
  await mkdir(join(folder, 'dist/assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'dist/index.html'), '<!doctype html><title>Sheaf</title>');
  await writeFile(join(folder, 'dist/assets/index-1a2b.js'), SCRIPT);
  await writeFile(join(folder, 'dist/assets/index-1a2b.js.gz'), gzipSync(SCRIPT));
  world = await makeWorld({
    webFolder: join(folder, 'dist'),
    publicUrl: 'https://data.example.org/s',
  });
  bare = await makeWorld({ webFolder: join(folder, 'nothing') });
});
afterAll(async () => {
  await world.close();
  await bare.close();
  await rm(folder, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = { accept: 'text/html,*/*' }) =>
  world.app.inject({ method: 'GET', url, headers });

test.each(['/', '/sign-in', '/datasets/acme/streets/items?filter=a', '//', '/index.html'])(
  'the page for %s',
  async (url) => {
    const reply = await get(url);
    expect([reply.statusCode, reply.body]).toEqual([200, '<!doctype html><title>Sheaf</title>']);
    expect(reply.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    });
    const policy = String(reply.headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("img-src 'self' https://data.example.org blob: data:;");
    expect(policy).toContain("frame-ancestors 'none'");
  },
);

test('the front page also for who takes anything, and no other page', async () => {
  for (const headers of [{ accept: '*/*' }, { accept: 'application/json' }, {}]) {
    expect((await get('/', headers)).body).toBe('<!doctype html><title>Sheaf</title>');
    expect((await get('/nowhere', headers)).statusCode).toBe(404);
  }
});

test('scripts for ever, compressed for those who can read it', async () => {
  const plain = await get('/assets/index-1a2b.js', { 'accept-encoding': 'br' });
  expect(plain.body).toBe(SCRIPT);
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(plain.headers['content-type']).toBe('text/javascript; charset=utf-8');
  const small = await get('/assets/index-1a2b.js', { 'accept-encoding': 'gzip, br;q=0' });
  expect(small.headers['content-encoding']).toBe('gzip');
  expect(small.rawPayload.equals(gzipSync(SCRIPT))).toBe(true);
  const tag = String(small.headers.etag);
  const known = await get('/assets/index-1a2b.js', {
    'accept-encoding': 'gzip',
    'if-none-match': tag,
  });
  expect([known.statusCode, known.body]).toEqual([304, '']);
});

test('no page where something else was asked', async () => {
  const html = { accept: 'text/html' };
  for (const url of ['/api/v1x', '/api', '/v1/x', '/media/x', '/archives/x', '/health/x']) {
    const reply = await get(url, html);
    expect([url, reply.statusCode, reply.json()]).toEqual([url, 404, { detail: 'Not found.' }]);
  }
  expect((await get('/assets/gone.js', { accept: '*/*' })).statusCode).toBe(404);
  const post = await world.app.inject({ method: 'POST', url: '/', headers: html });
  expect(post.statusCode).toBe(404);
});

test('nothing outside the folder', async () => {
  for (const url of [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/.%2e/secret.txt',
  ]) {
    const reply = await get(url, { accept: '*/*' });
    expect([url, reply.statusCode]).toEqual([url, 404]);
  }
});

test('without a build the page says how to make one, and the API works', async () => {
  const reply = await bare.app.inject({
    method: 'GET',
    url: '/',
    headers: { accept: 'text/html' },
  });
  expect(reply.statusCode).toBe(503);
  expect(reply.body).toContain('npm run build');
  expect((await bare.app.inject({ method: 'GET', url: '/health/live' })).statusCode).toBe(200);
});

import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until, Workplace } from './support/process.ts';

let place: Workplace;
beforeAll(async () => {
  place = await Workplace.make();
});
afterAll(() => place.remove());

async function status(url: string, key?: string): Promise<number> {
  const response = await fetch(url, { headers: key ? { 'X-Avala-Api-Key': key } : {} });
  await response.text();
  return response.status;
}

const KEY = /\b[0-9a-f]{40}\b/;

test('the first start prints a key that works, and no later one does', async () => {
  const { server, url } = await place.serve();
  const [key] = await server.says(KEY);
  expect(await status(`${url}/api/v1/datasets/`)).toBe(401);
  expect(await status(`${url}/api/v1/datasets/`, key)).toBe(200);
  const first = await server.end();
  expect(first.code).toBe(0);
  expect(first.stderr).not.toContain(key);

  const again = await place.serve();
  expect(await status(`${again.url}/api/v1/datasets/`, key)).toBe(200);
  const second = await again.server.end();
  expect(second.code).toBe(0);
  expect(second.stdout).not.toMatch(KEY);
});

test('the key of SHEAF_ADMIN_KEY works, and so does the one before', async () => {
  const keys = ['a-key-for-automation', 'another-for-automation'];
  for (const key of keys) {
    const { server, url } = await place.serve({ SHEAF_ADMIN_KEY: key });
    expect(await status(`${url}/api/v1/datasets/`, key)).toBe(200);
    expect(await status(`${url}/api/v1/datasets/`, keys[0])).toBe(200);
    const { code, stdout, stderr } = await server.end('SIGINT');
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain(key);
  }
});

test('a second server on the same folder says which one runs, and stops', async () => {
  const { server, url } = await place.serve();
  const second = await place.run(['serve']);
  expect(second.code).toBe(1);
  expect(second.stderr).toContain(`process ${server.pid}, ${url}`);
  expect(await status(`${url}/health/ready`)).toBe(200);
  await server.end();
});

test('a stop lets the running request finish and takes no new one', async () => {
  const { server, url } = await place.serve();
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(
    'POST /api/v1/datasets/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{',
  );
  const answer = text(socket);
  // The server has seen the head of the request.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const ended = server.end('SIGTERM');
  await until(
    () =>
      fetch(url).then(
        () => false,
        () => true,
      ),
    'the port to be closed',
  );
  expect(server.alive).toBe(true);
  socket.write('}');
  const written = performance.now();
  expect(await answer).toMatch(/^HTTP\/1\.1 401 /);
  // Well before the limit for requests that do not end, also on a slow machine: only the answer is measured.
  expect(performance.now() - written).toBeLessThan(8000);
  expect((await ended).code).toBe(0);
});

test('requests get a clean 503 while PostgreSQL is away, and work again soon', async () => {
  const { server, url } = await place.serve({ SHEAF_ADMIN_KEY: 'a-key-for-automation' });
  const seen = new Set<number>();
  for (let round = 0; round < 3; round++) {
    const [pid] = (await readFile(join(place.dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split(
      '\n',
    );
    process.kill(Number(pid), 'SIGKILL');
    await until(async () => {
      const code = await status(`${url}/api/v1/datasets/`, 'a-key-for-automation');
      seen.add(code);
      const file = await readFile(join(place.dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(
        () => '',
      );
      return code === 200 && !file.startsWith(`${pid}\n`);
    }, 'the database to be back');
  }
  expect([...seen].sort()).toEqual([200, 503]);
  expect((await server.end()).code).toBe(0);
});

import Fastify from 'fastify';
import { afterAll, expect, test } from 'vitest';
import { renderProblem } from './problem.ts';
import type { Range } from './ranges.ts';
import { sendBytes } from './send-bytes.ts';

const content = Buffer.from('0123456789');
const app = Fastify();
app.setErrorHandler(renderProblem);
app.get('/:type', (request, reply) =>
  sendBytes(request, reply, {
    size: content.length,
    contentType: (request.params as { type: string }).type.replace('-', '/'),
    etag: '"v1"',
    fileName: 'Straße 1".jpg',
    async *read(range?: Range) {
      if (request.headers['x-gone']) throw Object.assign(new Error('no'), { code: 'ENOENT' });
      if (request.headers['x-fail']) throw new Error('/secret/path is gone');
      yield content.subarray(range?.start, range?.end);
    },
  }),
);
afterAll(() => app.close());

const get = (headers: Record<string, string> = {}, url = '/image-jpeg') =>
  app.inject({ url, headers });

test('everything, with what makes it safe and resumable', async () => {
  const { statusCode, headers, rawPayload } = await get();
  expect([statusCode, rawPayload]).toEqual([200, content]);
  expect(headers).toMatchObject({
    'content-type': 'image/jpeg',
    'content-length': '10',
    'accept-ranges': 'bytes',
    etag: '"v1"',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': `inline; filename="Stra_e_1_.jpg"; filename*=UTF-8''Stra%C3%9Fe%201%22.jpg`,
  });
});

test('only pictures and videos are shown in the page', async () => {
  for (const [url, kind] of [
    ['/video-mp4', 'inline'],
    ['/application-octet-stream', 'attachment'],
    ['/application-zip', 'attachment'],
    ['/text-html', 'attachment'],
  ] as const) {
    expect((await get({}, url)).headers['content-disposition']).toMatch(new RegExp(`^${kind};`));
  }
});

test('a range', async () => {
  const part = await get({ range: 'bytes=2-4' });
  expect([part.statusCode, part.body]).toEqual([206, '234']);
  expect(part.headers).toMatchObject({ 'content-range': 'bytes 2-4/10', 'content-length': '3' });
  const beyond = await get({ range: 'bytes=10-' });
  expect([beyond.statusCode, beyond.headers['content-range']]).toEqual([416, 'bytes */10']);
  expect(beyond.json()).toEqual({ detail: 'Range not satisfiable.' });
});

test('a range only of the version that the client has', async () => {
  const range = 'bytes=2-4';
  expect((await get({ range, 'if-range': '"v1"' })).statusCode).toBe(206);
  for (const other of ['"v0"', 'W/"v1"', 'Sun, 06 Nov 1994 08:49:37 GMT']) {
    expect((await get({ range, 'if-range': other })).body).toBe('0123456789');
  }
});

test('nothing when the client has it already', async () => {
  const { statusCode, body, headers } = await get({ 'if-none-match': 'W/"v1"' });
  expect([statusCode, body, headers.etag]).toEqual([304, '', '"v1"']);
});

test('HEAD says the whole length and sends nothing, whatever the range', async () => {
  const { statusCode, headers, body } = await app.inject({
    method: 'HEAD',
    url: '/image-jpeg',
    headers: { range: 'bytes=2-4' },
  });
  expect([statusCode, headers['content-length'], body]).toEqual([200, '10', '']);
});

test('bytes that cannot be read are an error of its own, not a broken picture', async () => {
  const { statusCode, headers, body } = await get({ 'x-fail': '1', range: 'bytes=2-4' });
  expect([statusCode, body]).toEqual([500, '{"detail":"A server error occurred."}']);
  expect(headers['content-type']).toMatch(/^application\/json/);
  expect(headers).not.toHaveProperty('content-range');
  expect(headers).not.toHaveProperty('etag');
});

test('bytes that were deleted a moment ago are a 404', async () => {
  const { statusCode, body } = await get({ 'x-gone': '1' });
  expect([statusCode, body]).toEqual([404, '{"detail":"Not found."}']);
});

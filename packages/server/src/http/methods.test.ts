import Fastify from 'fastify';
import { afterAll, expect, test } from 'vitest';
import { refuseOtherMethods } from './methods.ts';

const app = Fastify({ routerOptions: { ignoreTrailingSlash: true } });
app.register(async (scope) => {
  const finish = refuseOtherMethods(scope);
  scope.get('/things/', () => 'all');
  scope.post('/things/', () => 'made');
  scope.post('/check', () => 'checked');
  finish();
});
afterAll(() => app.close());

test.each([
  ['PUT', '/things/', 'GET, HEAD, POST'],
  ['DELETE', '/things', 'GET, HEAD, POST'],
  ['OPTIONS', '/things', 'GET, HEAD, POST'],
  ['GET', '/check', 'POST'],
  ['HEAD', '/check', 'POST'],
  ['PATCH', '/check/', 'POST'],
] as const)('%s %s is a 405 that names what there is', async (method, url, allow) => {
  const reply = await app.inject({ method, url });
  expect([reply.statusCode, reply.headers.allow]).toEqual([405, allow]);
  if (method !== 'HEAD')
    expect(reply.json()).toEqual({ detail: `Method "${method}" not allowed.` });
});

test('the methods that there are still answer', async () => {
  for (const [method, url, body] of [
    ['GET', '/things/', 'all'],
    ['POST', '/things', 'made'],
    ['POST', '/check/', 'checked'],
  ] as const) {
    expect((await app.inject({ method, url })).body).toBe(body);
  }
  expect((await app.inject('/nothing')).statusCode).toBe(404);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, makeWorld, type World } from './world.ts';

let world: World;
let key: string;
beforeAll(async () => {
  world = await makeWorld();
  key = await world.key('owner');
});
afterAll(() => world.close());

/** What pg says when nothing listens, by socket, by address and by a name with several addresses. */
const gone = () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), {
    ...{ code: 'ECONNREFUSED', syscall: 'connect' },
  });
  return [
    refused,
    Object.assign(new AggregateError([refused, refused]), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('the database system is starting up'), { code: '57P03' }),
    new Error('Connection terminated unexpectedly'),
    new Error('timeout exceeded when trying to connect'),
  ];
};

test('without PostgreSQL every answer is a 503 that says when to come back', async () => {
  const { db } = world.catalogue;
  const { row, prepared } = db;
  for (const error of gone()) {
    const fail = () => Promise.reject(error);
    Object.assign(db, { row: fail, prepared: fail });
    for (const path of ['/datasets/', '/exports/', '/datasets/acme/list/']) {
      const { status, text, headers } = await ask(world, key, 'GET', path);
      expect([error.message, status]).toEqual([error.message, 503]);
      expect(text).toBe('{"detail":"The database is not available."}');
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
    expect((await world.app.inject('/health/ready')).statusCode).toBe(503);
    expect((await world.app.inject('/health/live')).statusCode).toBe(200);
  }
  Object.assign(db, { row, prepared });
  expect((await ask(world, key, 'GET', '/datasets/')).status).toBe(200);
});

test('anything else that breaks is a 500 that tells nothing', async () => {
  const { db } = world.catalogue;
  const { prepared } = db;
  Object.assign(db, {
    prepared: () => Promise.reject(new Error('relation "secret" of /home/x')),
  });
  const { statusCode, body } = await world.app.inject({
    url: '/api/v1/datasets/',
    headers: { 'x-avala-api-key': key },
  });
  Object.assign(db, { prepared });
  expect([statusCode, body]).toEqual([500, '{"detail":"A server error occurred."}']);
});

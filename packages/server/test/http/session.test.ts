import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asOperator } from '../../src/catalog/access/ensure-admin.ts';
import { createSignInToken } from '../../src/catalog/access/sessions/token.ts';
import type { Session } from '@sheaf/contract/avala';
import { makeWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const url = '/api/v1/session/';

const signIn = (payload: object, headers: Record<string, string> = {}) =>
  world.app.inject({ method: 'POST', url, payload, headers });

async function token(user = 'owner'): Promise<string> {
  const { actor: _, ...catalog } = await world.catalogue.as('owner');
  return createSignInToken(await asOperator(catalog), user);
}

/** Signed in: the cookie as a browser sends it, and what the answer said. */
async function signedIn(payload: object): Promise<{ cookie: string; session: Session }> {
  const reply = await signIn(payload);
  expect(reply.statusCode, reply.body).toBe(200);
  const [cookie = ''] = String(reply.headers['set-cookie']).split(';');
  return { cookie, session: reply.json<Session>() };
}

const get = (cookie: string, path = url) =>
  world.app.inject({ method: 'GET', url: path, headers: { cookie } });

test('a token signs in once, and says for whom one may act', async () => {
  const once = await token();
  const reply = await signIn({ token: once });
  expect(reply.statusCode).toBe(200);
  expect(String(reply.headers['set-cookie'])).toMatch(
    /^sheaf_session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Strict$/,
  );
  const body = reply.json<Session>();
  expect(body).toMatchObject({ user: { username: 'owner' }, scopes: [] });
  expect(body.owners.map(({ name, kind, role }) => [name, kind, role])).toEqual([
    ['owner', 'user', 'owner'],
    ['acme', 'organization', 'owner'],
  ]);
  expect((await signIn({ token: once })).statusCode).toBe(401);
  const stored = await world.catalogue.db.rows(sql`select * from sessions`);
  expect(JSON.stringify(stored)).not.toContain(once);
});

test('a token that is too old does not', async () => {
  const late = await token();
  await world.catalogue.db.run(sql`update sign_in_tokens set expires_at = now()`);
  const reply = await signIn({ token: late });
  expect([reply.statusCode, reply.json()]).toEqual([
    401,
    { detail: 'This link has been used or is too old.' },
  ]);
});

test('exactly one of token and api_key', async () => {
  for (const body of [{}, { token: 'a', api_key: 'b' }]) {
    expect((await signIn(body)).json()).toEqual({
      token: ['Give either a token or an api_key.'],
    });
  }
});

test('the cookie reads; what changes something needs the CSRF token', async () => {
  const { cookie, session } = await signedIn({ token: await token() });
  expect((await get(cookie, '/api/v1/datasets/')).statusCode).toBe(200);
  const again = await get(cookie);
  expect(again.json<Session>().csrf_token).toBe(session.csrf_token);
  expect(String(again.headers['set-cookie'])).toContain(cookie);

  const create = (headers: Record<string, string>) =>
    world.app.inject({
      method: 'POST',
      url: '/api/v1/organizations/',
      payload: { name: 'Made in a browser' },
      headers: { cookie, ...headers },
    });
  for (const wrong of [{}, { 'x-csrf-token': '' }, { 'x-csrf-token': 'x'.repeat(43) }]) {
    const reply = await create(wrong);
    expect([reply.statusCode, reply.json()]).toEqual([
      403,
      { detail: 'The header X-CSRF-Token is missing or is not the one of this session.' },
    ]);
  }
  const other = await signedIn({ token: await token() });
  expect((await create({ 'x-csrf-token': String(other.session.csrf_token) })).statusCode).toBe(403);
  expect((await create({ 'x-csrf-token': String(session.csrf_token) })).statusCode).toBe(201);
});

test('signing out ends it', async () => {
  const { cookie, session } = await signedIn({ token: await token() });
  const headers = { cookie, 'x-csrf-token': String(session.csrf_token) };
  const reply = await world.app.inject({ method: 'DELETE', url, headers });
  expect(reply.statusCode).toBe(204);
  expect(String(reply.headers['set-cookie'])).toMatch(/^sheaf_session=; .*Max-Age=0/);
  const after = await get(cookie);
  expect([after.statusCode, after.json()]).toEqual([
    401,
    { detail: 'The session has ended. Sign in again.' },
  ]);
});

test('a session of a key has its scopes and ends with it', async () => {
  const key = await world.key('owner', ['datasets.read']);
  const { cookie, session } = await signedIn({ api_key: key });
  expect(session.scopes).toEqual(['datasets.read']);
  expect((await get(cookie, '/api/v1/exports/')).statusCode).toBe(403);
  const { db } = world.catalogue;
  for (const change of [sql`expires_at = now()`, sql`expires_at = null, revoked_at = now()`]) {
    expect((await get(cookie)).statusCode).toBe(200);
    await db.run(sql`update api_keys set ${change} where scopes = '{datasets.read}'`);
    expect((await get(cookie)).statusCode).toBe(401);
    await db.run(sql`update api_keys set expires_at = null where revoked_at is null`);
  }
  expect((await signIn({ api_key: key })).statusCode).toBe(401);
});

test('it ends after thirty days, but not while it is used', async () => {
  const { cookie } = await signedIn({ token: await token('member') });
  const { db } = world.catalogue;
  const days = (count: number) => sql`interval '1 day' * ${count}`;
  await db.run(
    sql`update sessions set last_used_at = now() - ${days(29)}, expires_at = now() + ${days(1)}`,
  );
  const used = await get(cookie);
  const left = Date.parse(String(used.json<Session>().expires_at)) - Date.now();
  expect(left / 86_400_000).toBeGreaterThan(29.9);
  await db.run(sql`update sessions set expires_at = now()`);
  expect((await get(cookie)).statusCode).toBe(401);
});

test('no other site signs anybody in, and a key needs neither cookie nor token', async () => {
  const cross = { 'sec-fetch-site': 'cross-site' };
  const reply = await signIn({ token: await token() }, cross);
  expect([reply.statusCode, reply.json()]).toEqual([
    403,
    { detail: 'Another site asked to sign in.' },
  ]);
  const headers = { 'x-avala-api-key': await world.key('member'), cookie: 'sheaf_session=x' };
  const self = await world.app.inject({ method: 'GET', url, headers });
  expect(self.json()).toMatchObject({ user: { username: 'member' }, csrf_token: null });
  expect((await world.app.inject({ method: 'GET', url })).json()).toEqual({
    detail: 'Invalid API key.',
  });
});

test('over https the cookie goes over https only', async () => {
  const secure = await makeWorld({ publicUrl: 'https://data.example.org' });
  try {
    const payload = { api_key: await secure.key('owner') };
    const reply = await secure.app.inject({ method: 'POST', url, payload });
    expect(String(reply.headers['set-cookie'])).toMatch(/; Secure$/);
  } finally {
    await secure.close();
  }
});

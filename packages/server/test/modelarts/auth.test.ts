import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CreatedAccessKey } from '../../src/catalog/access/access-keys/create.ts';
import { makeOrganization, makeOwner } from '../support/catalogue.ts';
import { makeWorld, signedHeaders, type World } from './world.ts';

let world: World;
let alice: string;
let bob: string;
let acme: string;
let apiKey: string;
let accessKey: CreatedAccessKey;
const hex = (uid: string) => uid.replaceAll('-', '');
const listOf = (owner: string) => `/v2/${hex(owner)}/datasets`;

beforeAll(async () => {
  world = await makeWorld();
  alice = await makeOwner(world.catalogue, 'alice', 'user');
  bob = await makeOwner(world.catalogue, 'bob', 'user');
  acme = await makeOrganization(world.catalogue, 'acme', { alice: 'member' });
  apiKey = (await world.key('alice')).key;
  accessKey = await world.accessKey('alice');
});
afterAll(() => world.close());

const empty = { total_number: 0, datasets: [] };
const signed = (url: string, key = accessKey, now?: Date) =>
  world.ask(signedHeaders(key, url, now), url);

test('an API key, a signature and a token open the own project and that of an organisation', async () => {
  for (const owner of [alice, acme]) {
    const url = listOf(owner);
    expect(await world.ask({ 'x-auth-token': apiKey }, url)).toMatchObject({ body: empty });
    expect(await signed(`${url}?search_content=a%20b&limit=5`)).toMatchObject({ body: empty });
  }
});

test("another's project_id is 403, whether it exists or not", async () => {
  for (const project of [bob, '00000000-0000-7000-8000-000000000000', 'nonsense']) {
    for (const reply of [
      await world.ask({ 'x-auth-token': apiKey }, listOf(project)),
      await signed(listOf(project)),
    ]) {
      expect(reply).toMatchObject({ status: 403, body: { error_code: 'ModelArts.0210' } });
      expect(reply.body).toHaveProperty('request_id', reply.headers['x-request-id']);
    }
  }
});

test('no credential, an unknown one and a wrong signature are the gateway 401', async () => {
  const url = listOf(alice);
  const wrong = signedHeaders({ ...accessKey, secret: 'x' }, url);
  const old = signedHeaders(accessKey, url, new Date(Date.now() - 16 * 60_000));
  const unknown = signedHeaders({ ...accessKey, access: 'NOBODY' }, url);
  for (const headers of [
    {},
    { 'x-auth-token': 'x' },
    { 'x-auth-token': 'sheaf.x.y' },
    wrong,
    old,
    unknown,
  ]) {
    const reply = await world.ask(headers, url);
    expect(reply).toMatchObject({ status: 401, body: { error_code: 'APIGW.0301' } });
    expect(reply.headers).toHaveProperty('x-request-id');
  }
  const { body } = await world.ask(wrong, url);
  expect(body).toHaveProperty(
    'error_msg',
    expect.stringContaining(`verify aksk signature fail, canonicalRequest:GET|${url}/|`),
  );
});

test('a signature is good for one query only', async () => {
  const headers = signedHeaders(accessKey, listOf(alice));
  expect(await world.ask(headers, `${listOf(alice)}?limit=1`)).toMatchObject({ status: 401 });
});

test('a temporary key needs its security token, and a permanent one takes none', async () => {
  const temporary = await world.accessKey('alice', true);
  const url = listOf(alice);
  expect(temporary.securityToken).toBeTruthy();
  expect(await signed(url, temporary)).toMatchObject({ status: 200 });
  expect(await signed(url, { ...temporary, securityToken: null })).toMatchObject({ status: 401 });
  expect(await signed(url, { ...temporary, securityToken: 'x' })).toMatchObject({ status: 401 });
  expect(await signed(url, { ...accessKey, securityToken: 'x' })).toMatchObject({ status: 401 });
});

test('no secret of an access key is readable in the database', async () => {
  const row = await world.catalogue.db.row<{ found: boolean }>(sql`
    select position(convert_to(${accessKey.secret}, 'UTF8') in sealed) > 0 as found
    from access_keys where access = ${accessKey.access}`);
  expect(row).toEqual({ found: false });
});

const password = (user: object, scope?: object) => ({
  auth: { identity: { methods: ['password'], password: { user } }, ...(scope && { scope }) },
});
const domain = { name: 'alice' };
const tokenOf = async (body: object) => {
  const reply = await world.post('/v3/auth/tokens', body);
  return { ...reply, token: String(reply.headers['x-subject-token']) };
};

test('a password identity gets a token for one project, until its key is revoked', async () => {
  const { key, uid } = await world.key('alice');
  const user = { name: 'alice', password: key, domain };
  const given = await tokenOf(password(user, { project: { id: hex(acme) } }));
  expect(given).toMatchObject({
    status: 201,
    body: { token: { user: { name: 'alice' }, project: { id: hex(acme), name: 'acme' } } },
  });
  const headers = { 'x-auth-token': given.token };
  expect(await world.ask(headers, listOf(acme))).toMatchObject({ status: 200 });
  expect(await world.ask(headers, listOf(alice))).toMatchObject({ status: 403 });
  await world.catalogue.db.run(sql`update api_keys set revoked_at = now() where uid = ${uid}`);
  expect(await world.ask(headers, listOf(acme))).toMatchObject({ status: 401 });
});

test('an AK/SK identity gets one too, by the name of a project', async () => {
  const identity = {
    methods: ['hw_ak_sk'],
    hw_ak_sk: { access: { key: accessKey.access }, secret: { key: accessKey.secret } },
  };
  const scope = { project: { name: 'alice' } };
  const given = await tokenOf({ auth: { identity, scope } });
  expect(given.status).toBe(201);
  const headers = { 'x-auth-token': given.token };
  expect(await world.ask(headers, listOf(alice))).toMatchObject({ body: empty });
  identity.hw_ak_sk.secret.key = 'wrong';
  expect(await tokenOf({ auth: { identity, scope } })).toMatchObject({ status: 401 });
});

test('a wrong name, password, token as password or project gets none', async () => {
  const user = { name: 'alice', password: apiKey, domain };
  const { token } = await tokenOf(password(user));
  for (const [change, status] of [
    [{ name: 'bob' }, 401],
    [{ password: 'x' }, 401],
    [{ password: token }, 401],
  ] as const) {
    const reply = await tokenOf(password({ ...user, ...change }));
    expect(reply).toMatchObject({
      status,
      body: { error: { code: status, title: 'Unauthorized' } },
    });
  }
  const foreign = await tokenOf(password(user, { project: { id: hex(bob) } }));
  expect(foreign.status).toBe(403);
  for (const body of [{}, { auth: 1 }, { auth: { identity: { methods: ['none'] } } }]) {
    expect((await tokenOf(body)).status).toBe(400);
  }
});

test('the calls that clients make first', async () => {
  const headers = { 'x-auth-token': apiKey };
  expect(await world.ask(headers, '/v3/projects')).toMatchObject({
    body: {
      projects: [
        { id: hex(alice), name: 'alice' },
        { id: hex(acme), name: 'acme' },
      ],
    },
  });
  const named = await world.ask(
    signedHeaders(accessKey, '/v3/projects?name=acme'),
    '/v3/projects?name=acme',
  );
  expect(named).toMatchObject({ body: { projects: [{ id: hex(acme) }] } });
  expect(await world.ask(headers, '/v3/auth/domains')).toMatchObject({
    body: { domains: [{ id: hex(alice), name: 'alice' }] },
  });
  const endpoints = [{ url: `http://sheaf.test/v2/${hex(alice)}` }];
  expect((await world.ask(headers, '/v3/auth/catalog')).body['catalog']).toMatchObject([
    { type: 'modelarts', endpoints },
    { type: 'modelartsv2', endpoints },
    { type: 'iam', endpoints: [{ url: 'http://sheaf.test/v3' }] },
  ]);
  expect(await world.ask({}, '/v3/projects')).toMatchObject({ status: 401 });
});

test('an unknown path below /v2 is the gateway 404', async () => {
  const reply = await world.ask({ 'x-auth-token': apiKey }, `/v2/${hex(alice)}/nothing`);
  expect(reply).toMatchObject({ status: 404, body: { error_code: 'APIGW.0101' } });
});

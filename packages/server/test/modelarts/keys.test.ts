import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccessKey } from '../../src/catalog/access/access-keys/create.ts';
import { asOperator } from '../../src/catalog/access/ensure-admin.ts';
import { listKeys } from '../../src/catalog/access/list-keys.ts';
import { revokeKey } from '../../src/catalog/access/revoke-key.ts';
import type { Context } from '../../src/catalog/context.ts';
import { codeOf } from '../support/errors.ts';
import { makeOrganization } from '../support/catalogue.ts';
import { makeWorld, signedHeaders, type World } from './world.ts';

let world: World;
let operator: Context;
let stranger: Context;
beforeAll(async () => {
  world = await makeWorld();
  stranger = await world.catalogue.as('stranger');
  operator = await asOperator(stranger);
  await makeOrganization(world.catalogue, 'acme', {});
});
afterAll(() => world.close());

test('an access key is listed by its public half, and ends when revoked', async () => {
  const key = await createAccessKey(operator, { owner: 'carol', name: 'trainer' });
  expect(key).toMatchObject({ ownerCreated: true, securityToken: null, scopes: [] });
  expect(key.access).toMatch(/^[0-9A-F]{20}$/);
  const [listed] = await listKeys(operator, 'carol');
  expect(listed).toMatchObject({ uid: key.uid, name: 'trainer', prefix: key.access });
  const url = `/v2/${key.ownerUid.replaceAll('-', '')}/datasets`;
  const status = async () => (await world.ask(signedHeaders(key, url), url)).status;
  expect(await status()).toBe(200);
  expect((await listKeys(operator, 'carol'))[0]?.last_used_at).not.toBeNull();
  expect(await revokeKey(operator, key.uid)).toBe(true);
  expect(await revokeKey(operator, key.uid)).toBe(false);
  expect(await status()).toBe(401);
});

test('a key without the scope to read datasets is refused, and one past its date unknown', async () => {
  const expiresAt = new Date(Date.now() + 60_000);
  const key = await createAccessKey(operator, {
    owner: 'dora',
    scopes: ['slices.read'],
    expiresAt,
  });
  const url = `/v2/${key.ownerUid.replaceAll('-', '')}/datasets`;
  expect(await world.ask(signedHeaders(key, url), url)).toMatchObject({
    status: 403,
    body: { error_code: 'ModelArts.4336' },
  });
});

test('only the operator makes them, and for users', async () => {
  expect(await codeOf(createAccessKey(stranger, { owner: 'stranger' }))).toBe('forbidden');
  expect(await codeOf(createAccessKey(operator, { owner: 'acme' }))).toBe('invalid');
  expect(await codeOf(createAccessKey(operator, { owner: 'x', scopes: ['all'] }))).toBe('invalid');
});

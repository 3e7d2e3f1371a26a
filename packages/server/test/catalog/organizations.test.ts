import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../src/catalog/context.ts';
import { createOrganization } from '../../src/catalog/organizations/create.ts';
import { getOrganization } from '../../src/catalog/organizations/list.ts';
import { listMembers, removeMember, setMember } from '../../src/catalog/organizations/members.ts';
import { makeOrganization, testCatalogue, type TestCatalogue } from '../support/catalogue.ts';
import { codeOf, fieldsOf } from '../support/errors.ts';

let catalogue: TestCatalogue;
beforeAll(async () => {
  catalogue = await testCatalogue();
});
afterAll(() => catalogue.close());

const members = async (ctx: Context, organization: { uid: string }) =>
  (await listMembers(ctx, organization, { limit: 100 })).rows.map((row) => [
    row.username,
    row.role,
  ]);

test('two owners who leave at the same time: one stays', async () => {
  for (let n = 0; n < 10; n++) {
    const name = `pair-${n}`;
    const uid = await makeOrganization(catalogue, name, { ann: 'owner', bob: 'owner' });
    const [ann, bob] = [await catalogue.as('ann'), await catalogue.as('bob')];
    const codes = await Promise.all(
      [ann, bob].map((ctx) => codeOf(removeMember(ctx, { uid }, ctx.actor.userUid))),
    );
    expect(codes.sort()).toEqual(['conflict', 'nothing']);
  }
});

test('owners are made and unmade by owners only, and the last one stays', async () => {
  await makeOrganization(catalogue, 'acme', { ann: 'owner', adam: 'admin', mia: 'member' });
  await catalogue.as('new');
  const [ann, adam, mia] = [
    await catalogue.as('ann'),
    await catalogue.as('adam'),
    await catalogue.as('mia'),
  ];
  const acme = await getOrganization(ann, 'ACME');
  expect(await codeOf(setMember(adam, acme, 'adam', 'owner'))).toBe('forbidden');
  expect(await codeOf(setMember(adam, acme, 'ann', 'member'))).toBe('forbidden');
  expect(await codeOf(removeMember(adam, acme, ann.actor.userUid))).toBe('forbidden');
  expect(await codeOf(setMember(mia, acme, 'new', 'member'))).toBe('forbidden');
  expect(await codeOf(setMember(ann, acme, 'ann', 'admin'))).toBe('conflict');
  expect(await codeOf(removeMember(ann, acme, ann.actor.userUid))).toBe('conflict');
  expect(await fieldsOf(setMember(ann, acme, 'acme', 'member'))).toEqual({
    username: ['There is no user with this name.'],
  });
  const joined = await setMember(adam, acme, 'NEW', 'member');
  const promoted = await setMember(ann, acme, 'new', 'owner');
  expect(promoted).toEqual({ ...joined, role: 'owner' });
  await removeMember(ann, acme, ann.actor.userUid);
  await removeMember(mia, acme, mia.actor.userUid);
  expect(await members(await catalogue.as('new'), acme)).toEqual([
    ['adam', 'admin'],
    ['new', 'owner'],
  ]);
  const left = await catalogue.as('mia');
  expect(await codeOf(getOrganization(left, 'acme'))).toBe('forbidden');
  expect(await codeOf(members(left, acme))).toBe('forbidden');
});

test('to leave takes a key that may write', async () => {
  const uid = await makeOrganization(catalogue, 'left', { ann: 'owner', mia: 'member' });
  const mia = await catalogue.as('mia');
  const reader = { ...mia, actor: { ...mia.actor, scopes: ['organizations.read'] } };
  expect(await codeOf(removeMember(reader, { uid }, mia.actor.userUid))).toBe('forbidden');
});

test('an organization takes its path from its name', async () => {
  const ann = await catalogue.as('ann');
  const made = await createOrganization(ann, 'Äcme  & Söhne!');
  expect(made).toMatchObject({ name: 'acme-sohne', display_name: 'Äcme  & Söhne!', role: 'owner' });
  expect(await fieldsOf(createOrganization(ann, 'acme sohne'))).toEqual({
    name: ['organization with this name already exists.'],
  });
  for (const name of ['!!!', 'Datasets', 'ann']) {
    expect(Object.keys((await fieldsOf(createOrganization(ann, name))) as object)).toEqual([
      'name',
    ]);
  }
});

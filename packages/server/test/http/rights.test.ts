import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rights, scopes as allScopes } from '../../src/catalog/access/rights.ts';
import { matrix, withoutRights, type Row } from './matrix.ts';
import { ask, makeWorld, type Place, type Visibility, type World } from './world.ts';

const FORBIDDEN = '{"detail":"You do not have permission to perform this action."}';
const UNAUTHORIZED = '{"detail":"Invalid API key."}';
const people = ['owner', 'admin', 'member', 'stranger'] as const;
type Person = (typeof people)[number];

let world: World;
const places = new Map<Visibility, Place>();
const keys = new Map<Person, string>();

beforeAll(async () => {
  world = await makeWorld();
  for (const visibility of ['private', 'public'] as const) {
    places.set(visibility, await world.place(visibility));
  }
  for (const person of people) keys.set(person, await world.key(person));
});
afterAll(() => world.close());

async function call(row: Row, visibility: Visibility, key: string | undefined) {
  const shared = places.get(visibility);
  const place = row.destroys || !shared ? await world.place(visibility) : shared;
  const body = row.body && ((await row.body(place, world)) as object);
  return ask(world, key, row.method, await row.path(place, world, key), body);
}

const ruleOf = (need: Row['needs'][number]) => (typeof need === 'string' ? rights[need] : need);

/** What the table of rights says, read a second time. */
function allowed(row: Row, person: Person, visibility: Visibility): boolean {
  const strength = { owner: 3, admin: 2, member: 1, stranger: 0 };
  return row.needs.map(ruleOf).every((rule) => {
    if (rule.publicIsEnough && visibility === 'public') return true;
    return strength[person] >= strength[rule.role];
  });
}

const rows = matrix.map((row, at) => ({ row, name: `${at} ${row.method} ${row.route}` }));

describe.each(rows)('$name', ({ row }) => {
  test.each(['private', 'public'] as const)('of a %s dataset', async (visibility) => {
    for (const person of people) {
      const reply = await call(row, visibility, keys.get(person));
      if (allowed(row, person, visibility)) {
        expect(reply.status, `${person}: ${reply.text}`).toBe(row.success);
      } else expect([person, reply.status, reply.text]).toEqual([person, 403, FORBIDDEN]);
    }
  });

  test('with keys of some scopes', async () => {
    const needed = new Set([
      ...row.needs.map((need) => ruleOf(need).scope),
      ...row.scopes.map((right) => rights[right].scope),
    ]);
    const enough = await call(row, 'private', await world.key('owner', [...needed]));
    expect(enough.status, enough.text).toBe(row.success);
    for (const scope of needed) {
      const others = allScopes.filter((other) => other !== scope);
      const reply = await call(row, 'private', await world.key('owner', others));
      expect([scope, reply.status, reply.text]).toEqual([scope, 403, FORBIDDEN]);
    }
    expect(needed.size).toBeGreaterThan(0);
  });

  test('without a key', async () => {
    for (const key of [undefined, '', '0'.repeat(40)]) {
      const reply = await call(row, 'public', key);
      expect([reply.status, reply.text]).toEqual([401, UNAUTHORIZED]);
    }
  });
});

test('every route of the dialect has a row, and every row a route', () => {
  const documented = Object.entries(world.contract.document.paths).flatMap(([path, verbs]) =>
    Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path.replace('/api/v1', '')}`),
  );
  const rows = matrix.map((row) => `${row.method} ${row.route}`);
  const covered = new Set([...rows, ...withoutRights]);
  expect([...covered].sort()).toEqual(documented.sort());
});

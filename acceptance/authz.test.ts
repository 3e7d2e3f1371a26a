import { beforeAll, describe, expect, it } from 'vitest';
import { Client, type Reply } from './support/client.ts';
import { bodies } from './support/errors.ts';
import { fixture, importFolder } from './support/fixtures.ts';
import { scene, writeCoco } from './support/datasets.ts';
import { folder, sequenceFolders } from './support/images.ts';
import { until } from './support/process.ts';
import { matrix, type Row, type World } from './support/rights.ts';
import { command, createKey, fresh, organization, person } from './support/owners.ts';

/** Who may do what, as data. Everything belongs to an organisation; the dataset is private. */
type Actor =
  | 'owner'
  | 'admin'
  | 'member'
  | 'stranger'
  | 'scoped'
  | 'elsewhere'
  | 'none'
  | 'revoked'
  | 'expired';

let world: World;
let clients: Record<Actor, Client>;

beforeAll(async () => {
  const [owner, admin, member, stranger] = await Promise.all(
    ['owner', 'admin', 'member', 'stranger'].map((name) => person(fresh(name))),
  );
  if (!owner || !admin || !member || !stranger) throw new Error('four people are needed');
  const org = await organization({
    [owner.name]: 'owner',
    [admin.name]: 'admin',
    [member.name]: 'member',
  });
  const guest = await person(fresh('guest'));
  const scoped = await createKey(owner.name, { scopes: ['organizations.read'] });
  const elsewhere = await createKey(owner.name, { scopes: ['tasks.read'] });
  const revoked = await createKey(owner.name);
  await command('key', 'revoke', revoked.uid);
  const ends = Date.now() + 4000;
  const expired = await createKey(owner.name, { expires: new Date(ends).toISOString() });
  clients = {
    owner: owner.client,
    admin: admin.client,
    member: member.client,
    stranger: stranger.client,
    scoped: new Client(scoped.key),
    elsewhere: new Client(elsewhere.key),
    none: new Client(),
    revoked: new Client(revoked.key),
    expired: new Client(expired.key),
  };
  const root = await folder('authz');
  await writeCoco(root, scene(3, ['car'], 17));
  await importFolder(owner.client, root, `${org}/boxes`, { format: 'coco' });
  const frames = await folder('authz');
  await sequenceFolders(frames, ['one'], ['front'], 2);
  await importFolder(owner.client, frames, `${org}/frames`, { format: 'sequences' });
  const get = async (path: string) => (await owner.client.get(path)).json.results[0];
  const dataset = await fixture(owner.client, org, 'boxes');
  const unlisted = { name: 'Unlisted', slug: 'unlisted', data_type: 'image', owner_name: org };
  await owner.client.post('/datasets/', unlisted);
  const slice = await owner.client.post('/slices/', {
    name: 'All',
    dataset: dataset.uid,
    filter_query_string: 'annotations_count >= 0',
  });
  const item = (await get(`/slices/${org}/${slice.json.slug}/items/list/`)).uid;
  world = {
    org,
    owner: owner.client,
    guest: guest.name,
    path: dataset.path,
    dataset: dataset.uid,
    item,
    sequences: `/datasets/${org}/frames`,
    sequence: (await get(`/datasets/${org}/frames/sequences/`)).uid,
    slice: slice.json.slug,
    project: (await get('/projects/')).uid,
    task: (await get('/tasks/')).uid,
    import: (await get(`${dataset.path}/imports/`)).uid,
    importFolder: root,
  };
  await until('the key to expire', async () => Date.now() > ends);
});

async function call(row: Row, actor: Actor): Promise<Reply> {
  const [method, path, , body] = row;
  return clients[actor].call(method, await path(world), body ? { body: body(world) } : {});
}

describe.each(
  matrix.map((row, n) => ({ row, name: `${row[0]} row ${n}: ${String(row[1]).slice(6)}` })),
)('$name', ({ row }) => {
  it.each(['owner', 'admin', 'member', 'stranger'] as const)('as %s', async (actor) => {
    const reply = await call(row, actor);
    const expected = row[2][['owner', 'admin', 'member', 'stranger'].indexOf(actor)];
    expect(reply.status, reply.text).toBe(expected);
    if (expected === 403) expect(reply.text).toBe(bodies.forbidden);
  });

  it('with a key of another scope', async () => {
    // The scope must be another one than the route asks for.
    const actor = (await row[1](world)).startsWith('/organizations/') ? 'elsewhere' : 'scoped';
    const reply = await call(row, actor);
    expect([reply.status, reply.text]).toEqual([403, bodies.forbidden]);
  });

  it('without a key, with a revoked and with an expired one', async () => {
    for (const actor of ['none', 'revoked'] as const) {
      const reply = await call(row, actor);
      expect([reply.status, reply.text], actor).toEqual([401, bodies.unauthorized]);
    }
    const reply = await call(row, 'expired');
    expect([reply.status, Object.keys(reply.json)]).toEqual([401, ['detail']]);
  });
});

describe('exports', () => {
  it('are seen, cancelled and deleted by who made them and not by strangers', async () => {
    const { uid } = (await clients.member.post('/exports/', { dataset: world.dataset })).json;
    expect((await clients.member.get(`/exports/${uid}/`)).status).toBe(200);
    for (const [method, path] of [
      ['GET', `/exports/${uid}/`],
      ['POST', `/exports/${uid}/cancel/`],
      ['DELETE', `/exports/${uid}/`],
    ] as const) {
      const reply = await clients.stranger.call(method, path);
      expect([403, 404], `${method} ${path}`).toContain(reply.status);
    }
    expect((await clients.stranger.get('/exports/')).json.results).toEqual([]);
    expect((await clients.member.delete(`/exports/${uid}/`)).status).toBe(204);
    expect((await clients.member.get(`/exports/${uid}/`)).status).toBe(404);
  });

  it('of a slice with items of others are refused', async () => {
    const mine = { name: fresh('d'), slug: fresh('d'), data_type: 'image' };
    const made = await clients.stranger.post('/datasets/', mine);
    const sneaky = await clients.stranger.post('/slices/', {
      name: 'Sneaky',
      visibility: 'public',
      sub_slices: [
        { type: 'dataset', dataset_uid: made.json.uid },
        { type: 'dataset', dataset_uid: world.dataset },
      ],
    });
    expect([sneaky.status, sneaky.text]).toEqual([403, bodies.forbidden]);
  });
});

describe('public datasets', () => {
  it('are read by every key and changed by none but their owners', async () => {
    const slug = fresh('open');
    const body = {
      name: slug,
      slug,
      data_type: 'image',
      visibility: 'public',
      owner_name: world.org,
    };
    await clients.owner.post('/datasets/', body);
    const path = `/datasets/${world.org}/${slug}/`;
    expect((await clients.stranger.get(path)).status).toBe(200);
    expect((await clients.stranger.get(`${path}items/`)).status).toBe(200);
    expect((await clients.stranger.patch(path, { name: 'mine' })).status).toBe(403);
    expect((await clients.stranger.delete(path)).status).toBe(403);
    expect((await clients.none.get(path)).status).toBe(401);
  });
});

describe('the matrix', () => {
  it('has a row for every documented route', async () => {
    const { theContract } = await import('./support/client.ts');
    const { document } = await theContract();
    const covered = await Promise.all(
      matrix.map(async ([method, path]) => `${method} ${(await path(world)).split('?')[0]}`),
    );
    // Tested apart, above or where they belong; the server's own table has a row for every one of them.
    const extra = ['cancel', 'exports/{', 'imports/{', 'api-keys', 'session', 'uploads'];
    extra.push('export-formats', 'combine', 'annotations/batch', '}/annotations/');
    const missing = Object.entries(document.paths)
      .filter(([path]) => path.startsWith('/api/v1/') && !extra.some((part) => path.includes(part)))
      .flatMap(([path, verbs]) =>
        Object.keys(verbs)
          .filter((verb) => ['get', 'post', 'put', 'patch', 'delete'].includes(verb))
          .map((verb) => ({ verb: verb.toUpperCase(), path: path.replace('/api/v1', '') })),
      )
      .filter(({ verb, path }) => {
        const pattern = new RegExp(
          `^${path.replace(/\/$/, '').replaceAll(/\{[^}]+\}/g, '[^/]+')}/?$`,
        );
        return !covered.some((row) => {
          const [method, called = ''] = row.split(' ');
          return method === verb && pattern.test(called);
        });
      });
    expect(missing).toEqual([]);
  });
});

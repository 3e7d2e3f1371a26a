import { beforeAll, describe, expect, it } from 'vitest';
import { Client, type Reply } from './support/client.ts';
import { bodies } from './support/errors.ts';
import { fixture, importFolder } from './support/fixtures.ts';
import { scene, writeCoco } from './support/datasets.ts';
import { folder, sequenceFolders } from './support/images.ts';
import { until } from './support/process.ts';
import { command, createKey, fresh, organization, person } from './support/owners.ts';

/** Who may do what, as data. Everything belongs to an organisation; the dataset is private. */
type Actor = 'owner' | 'admin' | 'member' | 'stranger' | 'scoped' | 'none' | 'revoked' | 'expired';

/** What a row expects of [organisation's owner, its admin, its member, a stranger]. */
type Expected = [owner: number, admin: number, member: number, stranger: number];
const READ: Expected = [200, 200, 200, 403];
/** Lists without a target are open, and empty for strangers. */
const LIST: Expected = [200, 200, 200, 200];
const WRITE: Expected = [200, 200, 200, 403];
const CREATE: Expected = [201, 201, 201, 403];
const MANAGE: Expected = [200, 200, 403, 403];
const DESTROY: Expected = [204, 204, 403, 403];
/** Exports belong to who made them: even an admin of the organisation is not told that they exist. */

interface World {
  org: string;
  path: string;
  dataset: string;
  item: string;
  sequences: string;
  sequence: string;
  slice: string;
  project: string;
  task: string;
  import: string;
  importFolder: string;
}

type Row = [
  method: string,
  path: (world: World) => string | Promise<string>,
  expected: Expected,
  body?: (world: World) => unknown,
];

const matrix: Row[] = [
  ['GET', () => '/datasets/', LIST],
  ['GET', (w) => `/datasets/${w.org}/list/`, LIST],
  ['GET', (w) => `/datasets/${w.dataset}/`, READ],
  ['GET', (w) => `${w.path}/`, READ],
  ['GET', (w) => `${w.path}/items/`, READ],
  ['GET', (w) => `${w.path}/items/?filter=label%3Dcar`, READ],
  ['GET', (w) => `${w.path}/items/${w.item}/`, READ],
  ['GET', (w) => `${w.sequences}/sequences/`, READ],
  ['GET', (w) => `${w.sequences}/sequences/${w.sequence}/`, READ],
  ['GET', (w) => `${w.path}/health/`, READ],
  ['GET', (w) => `${w.path}/imports/`, READ],
  ['GET', (w) => `${w.path}/imports/${w.import}/`, READ],
  ['GET', (w) => `/slices/${w.org}/list/`, LIST],
  ['GET', (w) => `/slices/dataset/${w.dataset}/`, READ],
  ['GET', (w) => `/slices/${w.org}/${w.slice}/`, READ],
  ['GET', (w) => `/slices/${w.org}/${w.slice}/items/list/`, READ],
  ['GET', (w) => `/slices/${w.org}/${w.slice}/items/${w.item}/`, READ],
  ['GET', () => '/exports/', LIST],
  ['GET', () => '/projects/', LIST],
  ['GET', () => '/users/me/projects/', LIST],
  ['GET', (w) => `/projects/${w.project}/`, READ],
  ['GET', (w) => `/users/me/projects/${w.project}/`, READ],
  ['GET', () => '/tasks/', LIST],
  ['GET', (w) => `/tasks/${w.task}/`, READ],
  [
    'POST',
    () => '/datasets/',
    CREATE,
    (w) => ({ name: 'New', slug: fresh('new'), data_type: 'image', owner_name: w.org }),
  ],
  ['PATCH', (w) => `${w.path}/`, WRITE, () => ({ metadata: { seen: true } })],
  ['PATCH', (w) => `${w.path}/items/${w.item}/`, WRITE, () => ({ metadata: { weather: 'night' } })],
  ['PATCH', (w) => `${w.sequences}/sequences/${w.sequence}/`, WRITE, () => ({})],
  ['POST', (w) => `${w.path}/imports/`, CREATE, (w) => ({ path: w.importFolder, format: 'coco' })],
  ['POST', () => '/slices/', CREATE, (w) => ({ name: fresh('New'), dataset: w.dataset })],
  ['PATCH', (w) => `/slices/${w.org}/${w.slice}/`, WRITE, () => ({ description: 'changed' })],
  ['POST', () => '/slice/validate/name', LIST, () => ({ name: fresh('Free') })],
  [
    'POST',
    () => '/exports/',
    CREATE,
    (w) => ({ name: 'x', format: 'YOLO', datasets: [w.dataset], projects: [], slices: [] }),
  ],
  ['POST', () => '/exports/', CREATE, (w) => ({ dataset: w.dataset })],
  ['POST', () => '/exports/', CREATE, (w) => ({ project: w.project })],
  ['PATCH', (w) => `/datasets/${w.org}/unlisted/`, MANAGE, () => ({ visibility: turn() })],
  ['DELETE', () => disposableSlice(), [204, 204, 204, 403]],
  ['DELETE', () => disposableDataset(), DESTROY],
];

let world: World;
let clients: Record<Actor, Client>;
let visibility = 'private';
const turn = () => (visibility = visibility === 'public' ? 'private' : 'public');

async function disposableSlice(): Promise<string> {
  const body = { name: fresh('Disposable'), dataset: world.dataset };
  return `/slices/${world.org}/${(await clients.owner.post('/slices/', body)).json.slug}/`;
}

async function disposableDataset(): Promise<string> {
  const slug = fresh('disposable');
  const body = { name: slug, slug, data_type: 'image', owner_name: world.org };
  await clients.owner.post('/datasets/', body);
  return `/datasets/${world.org}/${slug}/`;
}

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
  const scoped = await createKey(owner.name, { scopes: ['organizations.read'] });
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
    const reply = await call(row, 'scoped');
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
    const extra = ['cancel', 'exports/{', 'imports/{'];
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

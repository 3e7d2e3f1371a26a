import type { Client } from './client.ts';
import { fresh } from './owners.ts';

/** What a row expects of [organisation's owner, its admin, its member, a stranger]. */
type Expected = [owner: number, admin: number, member: number, stranger: number];
const READ: Expected = [200, 200, 200, 403];
/** Lists without a target are open, and empty for strangers. */
const LIST: Expected = [200, 200, 200, 200];
const WRITE: Expected = [200, 200, 200, 403];
const CREATE: Expected = [201, 201, 201, 403];
const MANAGE: Expected = [200, 200, 403, 403];
const DESTROY: Expected = [204, 204, 403, 403];

export interface World {
  /** The organisation's owner, who makes what a row destroys. */
  owner: Client;
  org: string;
  /** A user who comes and goes. */
  guest: string;
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

export type Row = [
  method: string,
  path: (world: World) => string | Promise<string>,
  expected: Expected,
  body?: (world: World) => unknown,
];

export const matrix: Row[] = [
  ['GET', () => '/datasets/', LIST],
  ['GET', (w) => `/datasets/${w.org}/list/`, LIST],
  ['GET', (w) => `/datasets/${w.dataset}/`, READ],
  ['GET', (w) => `${w.path}/`, READ],
  ['GET', (w) => `${w.path}/items/`, READ],
  ['GET', (w) => `${w.path}/items/?filter=label%3Dcar`, READ],
  ['GET', (w) => `${w.path}/items/count/?filter=label%3Dcar`, READ],
  ['GET', (w) => `${w.path}/items/${w.item}/`, READ],
  ['GET', (w) => `${w.path}/items/${w.item}/neighbours/`, READ],
  ['GET', (w) => `${w.path}/annotations/?items=${w.item}`, READ],
  ['GET', (w) => `${w.path}/facets/`, READ],
  ['GET', (w) => `${w.path}/versions/`, READ],
  ['GET', (w) => `${w.path}/charts/`, READ],
  ['GET', (w) => `${w.sequences}/sequences/`, READ],
  ['GET', (w) => `${w.sequences}/sequences/${w.sequence}/`, READ],
  ['GET', (w) => `${w.path}/health/`, READ],
  ['GET', (w) => `${w.path}/splits/`, READ],
  ['POST', (w) => `${w.path}/splits/`, WRITE, () => ({ split: 'val' })],
  ['DELETE', (w) => `${w.path}/splits/`, [204, 204, 204, 403]],
  ['GET', (w) => `${w.path}/imports/`, READ],
  ['GET', (w) => `${w.path}/imports/${w.import}/`, READ],
  ['GET', (w) => `/slices/${w.org}/list/`, LIST],
  ['GET', (w) => `/slices/dataset/${w.dataset}/`, READ],
  ['GET', (w) => `/slices/${w.org}/${w.slice}/`, READ],
  ['GET', (w) => `/slices/${w.org}/${w.slice}/facets/`, READ],
  ['GET', (w) => `/slices/${w.org}/${w.slice}/charts/`, READ],
  ['GET', (w) => `/slices/${w.org}/${w.slice}/items/list/`, READ],
  ['GET', (w) => `/slices/${w.org}/${w.slice}/items/${w.item}/`, READ],
  ['GET', () => '/exports/', LIST],
  ['GET', () => '/projects/', LIST],
  ['GET', () => '/users/me/projects/', LIST],
  ['GET', (w) => `/projects/${w.project}/`, READ],
  ['GET', (w) => `/users/me/projects/${w.project}/`, READ],
  ['GET', () => '/tasks/', LIST],
  ['GET', (w) => `/tasks/${w.task}/`, READ],
  ['GET', () => '/organizations/', LIST],
  ['GET', (w) => `/organizations/${w.org}/`, READ],
  ['GET', (w) => `/organizations/${w.org}/members/`, READ],
  ['POST', () => '/organizations/', [201, 201, 201, 201], () => ({ name: fresh('org') })],
  [
    'POST',
    (w) => `/organizations/${w.org}/members/`,
    [201, 201, 403, 403],
    (w) => ({ username: w.guest, role: 'member' }),
  ],
  [
    'PATCH',
    (w) => `/organizations/${w.org}/members/${w.guest}/role/`,
    MANAGE,
    () => ({ role: 'member' }),
  ],
  ['DELETE', disposableMember, DESTROY],
  ['PATCH', (w) => `/datasets/${w.dataset}/`, WRITE, () => ({ metadata: { seen: true } })],
  ['DELETE', async (w) => `/datasets/${(await disposableDataset(w)).uid}/`, DESTROY],
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
  ['POST', () => '/exports/preview/', WRITE, (w) => ({ dataset: w.dataset })],
  ['POST', () => '/exports/', CREATE, (w) => ({ dataset: w.dataset })],
  ['POST', () => '/exports/', CREATE, (w) => ({ project: w.project })],
  ['PATCH', (w) => `/datasets/${w.org}/unlisted/`, MANAGE, () => ({ visibility: turn() })],
  ['DELETE', disposableSlice, [204, 204, 204, 403]],
  ['DELETE', async (w) => (await disposableDataset(w)).path, DESTROY],
];

// The change must be one, else a member may ask for it.
let visibility = 'private';
const turn = () => (visibility = visibility === 'public' ? 'private' : 'public');

async function disposableSlice({ owner, org, dataset }: World): Promise<string> {
  const body = { name: fresh('Disposable'), dataset: dataset };
  return `/slices/${org}/${(await owner.post('/slices/', body)).json.slug}/`;
}

async function disposableDataset({ owner, org }: World): Promise<{ path: string; uid: string }> {
  const slug = fresh('disposable');
  const body = { name: slug, slug, data_type: 'image', owner_name: org };
  const { uid } = (await owner.post('/datasets/', body)).json as { uid: string };
  return { path: `/datasets/${org}/${slug}/`, uid };
}

async function disposableMember({ owner, org, guest }: World): Promise<string> {
  const members = `/organizations/${org}/members/`;
  const made = await owner.post(members, { username: guest, role: 'member' });
  return `${members}${made.json.user_uid}/`;
}

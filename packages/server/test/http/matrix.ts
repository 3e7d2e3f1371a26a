import sql from 'sql-template-tag';
import { rights, type Right } from '../../src/catalog/access/rights.ts';
import { ended, newBox, ownKey, roomy, someAnnotation, upload } from './made.ts';
import { fresh, type Place, type World } from './world.ts';

interface Rule {
  scope: string;
  role: 'owner' | 'admin' | 'member';
  publicIsEnough: boolean;
}

/** One route, and what it asks of whom. */
export interface Row {
  method: string;
  /** As in the OpenAPI document. */
  route: string;
  success: number;
  /** Rights to the target. */
  needs: (Right | Rule)[];
  /** Scopes that the key needs whatever the target is. */
  scopes: Right[];
  /** Made anew for each request when the request destroys it. */
  destroys: boolean;
  path(place: Place, world: World, key: string | undefined): string | Promise<string>;
  body?(place: Place, world: World): unknown;
}

type Some = Partial<Omit<Row, 'method' | 'route' | 'needs'>>;

/** `METHOD /route/{x}/`; parameters are filled by their names. */
function row(line: string, needs: Row['needs'], some: Some = {}): Row {
  const [method = '', route = ''] = line.split(' ');
  return {
    method,
    route,
    needs,
    scopes: [],
    success: method === 'DELETE' ? 204 : 200,
    destroys: false,
    path: (place) => fill(route, place),
    ...some,
  };
}

function fill(route: string, place: Place): string {
  const slug = route.startsWith('/slices/') ? place.slice : place.slug;
  const values: Record<string, string> = {
    owner: 'acme',
    slug: route.startsWith('/organizations/') ? 'acme' : slug,
    uid: place.dataset,
    dataset_uid: place.dataset,
    item_uid: place.item,
    sequence_uid: place.sequence,
    username: 'member',
  };
  if (route.includes('/imports/')) values.uid = place.import;
  if (route.startsWith('/exports/')) values.uid = place.export;
  if (route.startsWith('/tasks/')) values.uid = place.task;
  if (route.startsWith('/users/')) values.uid = place.project;
  return route.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name);
}

/** Exports are nobody's but their makers' and their organisation's. */
const own = (right: Right, role: Rule['role'] = 'member'): Rule => ({
  ...rights[right],
  role,
  publicIsEnough: false,
});

const list = (right: Right): Some => ({ scopes: [right] });
const newDataset = () => ({ name: 'New', slug: fresh(), data_type: 'image', owner_name: 'acme' });
const newMember = async (world: World) => {
  const username = fresh();
  await world.key(username);
  return username;
};
const memberUid = async (place: Place, world: World) => {
  const username = await newMember(world);
  const key = await world.key('owner');
  const reply = await world.app.inject({
    method: 'POST',
    url: '/api/v1/organizations/acme/members/',
    headers: { 'x-avala-api-key': key },
    payload: { username, role: 'member' },
  });
  return `/organizations/acme/members/${reply.json<{ user_uid: string }>().user_uid}/`;
};

export const matrix: Row[] = [
  row('GET /datasets/', [], list('dataset.read')),
  row('GET /datasets/{owner}/list/', [], list('dataset.read')),
  row('POST /datasets/', ['dataset.write'], { success: 201, body: newDataset }),
  ...['{uid}', '{owner}/{slug}'].flatMap((at) => [
    row(`GET /datasets/${at}/`, ['dataset.read']),
    row(`PATCH /datasets/${at}/`, ['dataset.write'], { body: () => ({}) }),
    row(`PATCH /datasets/${at}/`, ['dataset.write'], { body: () => ({ name: 'New name' }) }),
    row(`PATCH /datasets/${at}/`, ['dataset.manage'], {
      destroys: true,
      body: ({ visibility }) => ({ visibility: visibility === 'public' ? 'private' : 'public' }),
    }),
    row(`DELETE /datasets/${at}/`, ['dataset.manage'], { destroys: true }),
  ]),
  row('GET /datasets/{owner}/{slug}/health/', ['dataset.read']),
  row('GET /datasets/{owner}/{slug}/items/', ['dataset.read']),
  row('GET /datasets/{owner}/{slug}/items/count/', ['dataset.read']),
  row('GET /datasets/{owner}/{slug}/items/{item_uid}/', ['dataset.read']),
  row('GET /datasets/{owner}/{slug}/items/{item_uid}/neighbours/', ['dataset.read']),
  row('PATCH /datasets/{owner}/{slug}/items/{item_uid}/', ['dataset.write'], { body: () => ({}) }),
  row('PATCH /datasets/{owner}/{slug}/items/{item_uid}/', ['dataset.write'], {
    body: () => ({ metadata: { weather: 'rain' } }),
  }),
  row('GET /datasets/{owner}/{slug}/annotations/', ['dataset.read'], {
    path: ({ slug, item }) => `/datasets/acme/${slug}/annotations/?items=${item}`,
  }),
  row('POST /datasets/{owner}/{slug}/annotations/batch/', ['dataset.write'], {
    body: ({ item }) => ({ operations: [{ op: 'create', item, ...newBox }] }),
  }),
  row('POST /datasets/{owner}/{slug}/items/{item_uid}/annotations/', ['dataset.write'], {
    success: 201,
    body: () => newBox,
  }),
  row('PATCH /datasets/{owner}/{slug}/items/{item_uid}/annotations/{uid}/', ['dataset.write'], {
    path: someAnnotation,
    body: () => ({ state: 'confirmed' }),
  }),
  row('DELETE /datasets/{owner}/{slug}/items/{item_uid}/annotations/{uid}/', ['dataset.write'], {
    success: 200,
    path: someAnnotation,
  }),
  row('GET /datasets/{owner}/{slug}/facets/', ['dataset.read']),
  row('GET /datasets/{owner}/{slug}/charts/', ['dataset.read']),
  row('GET /datasets/{owner}/{slug}/sequences/', ['dataset.read']),
  row('GET /datasets/{owner}/{slug}/sequences/{sequence_uid}/', ['dataset.read']),
  row('PATCH /datasets/{owner}/{slug}/sequences/{sequence_uid}/', ['dataset.write'], {
    body: () => ({}),
  }),
  row('PATCH /datasets/{owner}/{slug}/sequences/{sequence_uid}/', ['dataset.write'], {
    body: () => ({ status: 'unattempted' }),
  }),
  row('GET /datasets/{owner}/{slug}/splits/', ['dataset.read']),
  row('POST /datasets/{owner}/{slug}/splits/', ['dataset.write'], {
    body: () => ({ split: 'val', filter: 'label=car' }),
  }),
  row('DELETE /datasets/{owner}/{slug}/splits/', ['dataset.write']),
  row('GET /datasets/{owner}/{slug}/versions/', ['dataset.read']),
  row('GET /datasets/{owner}/{slug}/imports/', ['dataset.write']),
  row('POST /datasets/{owner}/{slug}/imports/', ['dataset.write'], {
    success: 201,
    body: (_, world) => ({ path: world.catalogue.folder }),
  }),
  row('GET /datasets/{owner}/{slug}/imports/{uid}/', ['dataset.write']),
  row('POST /datasets/{owner}/{slug}/imports/{uid}/cancel/', ['dataset.write']),

  row('GET /datasets/{owner}/{slug}/imports/{uid}/events/', ['dataset.write'], {
    path: async (place, world) =>
      `/datasets/acme/${place.slug}/imports/${await ended(world, 'imports', place.import)}/events/`,
  }),

  row('GET /datasets/{owner}/{slug}/uploads/', ['dataset.write']),
  row('POST /datasets/{owner}/{slug}/uploads/', ['dataset.write'], { success: 201, path: roomy }),
  row('GET /datasets/{owner}/{slug}/uploads/{uid}/', ['dataset.write'], { path: upload('') }),
  row('GET /datasets/{owner}/{slug}/uploads/{uid}/files/', ['dataset.write'], {
    path: upload('files/'),
  }),
  row('PUT /datasets/{owner}/{slug}/uploads/{uid}/files/', ['dataset.write'], {
    path: upload('files/?path=a.txt&size=0'),
  }),
  row('POST /datasets/{owner}/{slug}/uploads/{uid}/complete/', ['dataset.write'], {
    success: 201,
    path: upload('complete/', true),
  }),
  row('DELETE /datasets/{owner}/{slug}/uploads/{uid}/', ['dataset.write'], { path: upload('') }),

  row('GET /slices/{owner}/list/', [], list('slice.read')),
  row('GET /slices/dataset/{dataset_uid}/', ['dataset.read'], list('slice.read')),
  row('POST /slices/', ['dataset.read'], {
    ...list('slice.write'),
    success: 201,
    body: ({ dataset }) => ({ name: fresh(), dataset }),
  }),
  row('POST /slices/combine/', ['slice.read', 'dataset.read'], {
    ...list('slice.write'),
    success: 201,
    path: () => '/slices/combine/',
    body: async ({ slice }, { catalogue }) => {
      const row = await catalogue.db.row<{ uid: string }>(sql`
        select s.uid from slices s join owners o on o.uid = s.owner_uid
        where s.slug = ${slice} and o.name = 'acme'`);
      return { name: fresh(), operation: 'and', slices: [row?.uid, row?.uid] };
    },
  }),
  row('GET /slices/{owner}/{slug}/', ['slice.read']),
  row('PATCH /slices/{owner}/{slug}/', ['slice.write', 'dataset.read'], { body: () => ({}) }),
  row('DELETE /slices/{owner}/{slug}/', ['slice.write'], { destroys: true }),
  row('GET /slices/{owner}/{slug}/charts/', ['slice.read', 'dataset.read']),
  row('GET /slices/{owner}/{slug}/facets/', ['slice.read', 'dataset.read']),
  row('GET /slices/{owner}/{slug}/items/list/', ['slice.read', 'dataset.read']),
  row('GET /slices/{owner}/{slug}/items/{item_uid}/', ['slice.read', 'dataset.read']),
  row('POST /slice/validate/name', [], { ...list('slice.read'), body: () => ({ name: fresh() }) }),

  row('GET /exports/', [], list('export.read')),
  row('POST /exports/', ['export.create', 'dataset.read'], {
    success: 201,
    body: ({ dataset }) => ({ dataset }),
  }),
  row('POST /exports/preview/', ['export.create', 'dataset.read'], {
    body: ({ dataset }) => ({ dataset }),
  }),
  row('GET /exports/{uid}/events/', [own('export.read')], {
    path: async (place, world) => `/exports/${await ended(world, 'exports', place.export)}/events/`,
  }),
  row('GET /exports/{uid}/', [own('export.read')]),
  row('POST /exports/{uid}/cancel/', [own('export.create')]),
  row('DELETE /exports/{uid}/', [own('export.create', 'admin')], { destroys: true }),

  row('GET /projects/', [], list('project.read')),
  row('GET /users/me/projects/', [], list('project.read')),
  row('GET /users/me/projects/{uid}/', ['project.read']),
  row('GET /projects/{owner_or_uid}/', ['project.read'], {
    path: ({ project }) => `/projects/${project}/`,
  }),
  row('GET /projects/{owner_or_uid}/', [], {
    ...list('project.read'),
    path: () => '/projects/acme/',
  }),
  row('GET /tasks/', [], list('task.read')),
  row('GET /tasks/', ['task.read'], { path: ({ project }) => `/tasks/?project=${project}` }),
  row('GET /tasks/{uid}/', ['task.read']),

  row('GET /api-keys/', [], list('key.read')),
  row('POST /api-keys/', [], {
    ...list('key.write'),
    success: 201,
    body: () => ({ name: 'Mine', scopes: ['keys.write'] }),
  }),
  row('DELETE /api-keys/{uid}/', [], { ...list('key.write'), path: ownKey }),

  row('GET /organizations/', [], list('organization.read')),
  row('POST /organizations/', [], {
    ...list('organization.own'),
    success: 201,
    body: () => ({ name: fresh() }),
  }),
  row('GET /organizations/{slug}/', ['organization.read']),
  row('GET /organizations/{slug}/members/', ['organization.read']),
  row('POST /organizations/{slug}/members/', ['organization.read', 'organization.manage'], {
    success: 201,
    body: async (_, world) => ({ username: await newMember(world), role: 'member' }),
  }),
  row('POST /organizations/{slug}/members/', ['organization.read', 'organization.own'], {
    success: 201,
    body: async (_, world) => ({ username: await newMember(world), role: 'owner' }),
  }),
  row(
    'PATCH /organizations/{slug}/members/{username}/role/',
    ['organization.read', 'organization.manage'],
    { body: () => ({ role: 'member' }) },
  ),
  row(
    'DELETE /organizations/{slug}/members/{user_uid}/',
    ['organization.read', 'organization.manage'],
    { destroys: true, path: memberUid },
  ),
];

/** Routes that ask for no right; their own tests look at them. */
export const withoutRights = [
  'GET /session/',
  'POST /session/',
  'DELETE /session/',
  'GET /export-formats/',
];

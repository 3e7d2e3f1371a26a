import type { FastifyInstance, InjectOptions } from 'fastify';
import sql from 'sql-template-tag';
import { createKey } from '../../src/catalog/access/create-key.ts';
import { asOperator } from '../../src/catalog/access/ensure-admin.ts';
import type { Catalog, Context } from '../../src/catalog/context.ts';
import { createExport } from '../../src/catalog/exports/create.ts';
import { createSlice } from '../../src/catalog/slices/create.ts';
import { newUid } from '../../src/db/ids.ts';
import { createApp, type HttpOptions } from '../../src/http/app.ts';
import { Contract, type OpenApiDocument } from '../../../../acceptance/support/openapi.ts';
import {
  makeDataset,
  makeOrganization,
  makeOwner,
  testCatalogue,
  type TestCatalogue,
} from '../support/catalogue.ts';

export type Visibility = 'public' | 'private';

/** Everything that a path can name, of one dataset of acme. */
export interface Place {
  visibility: Visibility;
  dataset: string;
  slug: string;
  item: string;
  sequence: string;
  project: string;
  task: string;
  import: string;
  slice: string;
  export: string;
}

/** acme has an owner, an admin and a member; the stranger has nothing to do with it. */
export interface World {
  catalogue: TestCatalogue;
  app: FastifyInstance;
  contract: Contract;
  /** A new key of that user; without scopes it may do everything. */
  key(user: string, scopes?: string[]): Promise<string>;
  place(visibility: Visibility): Promise<Place>;
  close(): Promise<void>;
}

const httpOptions: HttpOptions = {
  logger: false,
  publicUrl: undefined,
  trustProxy: false,
  rateLimit: 0,
  mediaUrlHours: 24,
};

export async function makeWorld(options: Partial<HttpOptions> = {}): Promise<World> {
  const catalogue = await testCatalogue();
  await makeOrganization(catalogue, 'acme', { owner: 'owner', admin: 'admin', member: 'member' });
  await makeOwner(catalogue, 'stranger', 'user');
  const { actor: _, ...catalog } = await catalogue.as('owner');
  const operator = await asOperator(catalog satisfies Catalog);
  const app = await createApp(catalog, { ...httpOptions, ...options });
  await app.ready();
  return {
    catalogue,
    app,
    contract: new Contract(app.swagger() as unknown as OpenApiDocument),
    key: async (user, scopes) => (await createKey(operator, { owner: user, scopes })).key,
    place: async (visibility) => makePlace(catalogue, await catalogue.as('owner'), visibility),
    async close() {
      await app.close();
      await catalogue.close();
    },
  };
}

let number = 0;
/** A name and slug that nothing else has. */
export const fresh = () => `thing-${++number}`;

async function makePlace(
  catalogue: TestCatalogue,
  owner: Context,
  visibility: Visibility,
): Promise<Place> {
  const { db } = catalogue;
  const acme = await makeOwner(catalogue, 'acme', 'organization');
  const slug = fresh();
  const boxes = [{ label: 'car', box: [1, 2, 3, 4] as [number, number, number, number] }];
  const items = [{ key: 'a.jpg', boxes, metadata: { weather: 'night' } }, { key: 'b.jpg' }];
  const made = await makeDataset(catalogue, acme, slug, items, visibility);
  const [item = ''] = made.items;
  const [sequence, run] = [newUid(), newUid()];
  const now = new Date();
  await db.run(sql`insert into sequences (dataset_uid, uid, key, status, number_of_frames, views, featured_item_uid,
      created_at, updated_at)
    values (${made.uid}, ${sequence}, 'drive', 'unattempted', 1, '{front}', ${item}, ${now}, ${now})`);
  await db.run(sql`update items set sequence_uid = ${sequence}, view_key = 'front', frame_index = 0,
    media = '{"store":"nothing"}' where dataset_uid = ${made.uid} and uid = ${item}`);
  await db.run(sql`insert into imports (uid, dataset_uid, created_by, source, format, status, created_at, updated_at)
    values (${run}, ${made.uid}, ${owner.actor.userUid}, '/secret/folder', 'images', 'running', ${now}, ${now})`);
  const task = await db.row<{ uid: string }>(
    sql`select uid from tasks where dataset_uid = ${made.uid}`,
  );
  const slice = await createSlice(owner, {
    name: fresh(),
    dataset: made.uid,
    visibility,
    filterQueryString: 'label=car',
  });
  const archive = await createExport(owner, {
    ...{ name: fresh(), format: 'YOLO', projects: [], slices: [], datasets: [made.uid] },
  });
  return {
    visibility,
    dataset: made.uid,
    slug,
    item,
    sequence,
    project: made.projectUid,
    task: task?.uid ?? '',
    import: run,
    slice: slice.slug,
    export: archive.uid,
  };
}

export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  text: string;
}

/** Asks, and holds the answer against the OpenAPI document. */
export async function ask(
  { app, contract }: Pick<World, 'app' | 'contract'>,
  key: string | undefined,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const reply = await app.inject({
    method: method as NonNullable<InjectOptions['method']>,
    url: `/api/v1${path}`,
    headers: key === undefined ? {} : { 'x-avala-api-key': key },
    ...(body === undefined ? {} : { payload: body as object }),
  });
  const { statusCode, headers, body: text } = reply;
  const type = String(headers['content-type'] ?? '');
  const parsed: unknown = type.startsWith('application/json') ? JSON.parse(text) : undefined;
  const [pathname = ''] = `/api/v1${path}`.split('?');
  const problem =
    statusCode === 405 ? undefined : contract.problem(method, pathname, statusCode, type, parsed);
  if (problem) throw new Error(`${problem}\n${text.slice(0, 1000)}`);
  return { status: statusCode, headers, text };
}

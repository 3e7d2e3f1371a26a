import type { Client } from './client.ts';
import { scene, writeCoco, type Labelled } from './datasets.ts';
import { folder, pictures, sequenceFolders } from './images.ts';
import { fresh, type Person } from './owners.ts';
import { until } from './process.ts';

export interface ImportOptions {
  format?: string;
  project?: string;
  link?: boolean;
}

/** Imports over the API, to the end; makes the dataset when there is none. `sheaf import` has a test of its own. */
export async function importFolder(
  client: Client,
  path: string,
  dataset: string,
  options: ImportOptions = {},
): Promise<void> {
  const [owner_name = '', slug = ''] = dataset.split('/');
  const route = `/datasets/${dataset}/`;
  if ((await client.get(route)).status === 404) {
    const is_sequence = options.format === 'sequences';
    await client.post('/datasets/', {
      name: slug,
      slug,
      data_type: 'image',
      is_sequence,
      owner_name,
    });
  }
  const made = await client.post(`${route}imports/`, { path, ...options });
  if (made.status !== 201) throw new Error(`${made.status} ${made.text}`);
  const { uid } = made.json as { uid: string };
  await until(`import ${uid} to end`, async () => {
    const { json, text } = await client.get(`${route}imports/${uid}/`);
    const { status } = json as { status: string };
    if (status === 'failed' || status === 'canceled') throw new Error(text);
    return status === 'completed';
  });
}

export interface Fixture {
  owner: string;
  slug: string;
  /** `/datasets/{owner}/{slug}` */
  path: string;
  uid: string;
}

/** Looks a dataset up as its owner. */
export async function fixture(client: Client, owner: string, slug: string): Promise<Fixture> {
  const path = `/datasets/${owner}/${slug}`;
  const { json } = await client.get(`${path}/`);
  return { owner, slug, path, uid: (json as { uid: string }).uid };
}

/** A dataset of `count` plain pictures. */
export async function imageDataset(
  who: Person,
  count: number,
  slug: string = fresh('images'),
  owner: string = who.name,
): Promise<Fixture> {
  const root = await folder('images');
  await pictures(root, count);
  await importFolder(who.client, root, `${owner}/${slug}`, { format: 'images' });
  return fixture(who.client, owner, slug);
}

/** A dataset with boxes, from COCO. */
export async function cocoDataset(
  who: Person,
  items: Labelled[] = scene(12, ['car', 'pedestrian']),
  { slug = fresh('coco'), project = 'Object Detection', owner = who.name } = {},
): Promise<Fixture & { items: Labelled[]; project: string }> {
  const root = await folder('coco');
  await writeCoco(root, items);
  await importFolder(who.client, root, `${owner}/${slug}`, { format: 'coco', project });
  return { ...(await fixture(who.client, owner, slug)), items, project };
}

/** Two sequences with two camera views each. */
export async function sequenceDataset(
  who: Person,
  { slug = fresh('sequences'), frames = 3, sequences = ['sequence_001', 'sequence_002'] } = {},
): Promise<Fixture> {
  const root = await folder('sequences');
  await sequenceFolders(root, sequences, ['camera_front', 'camera_rear'], frames);
  await importFolder(who.client, root, `${who.name}/${slug}`, { format: 'sequences' });
  return fixture(who.client, who.name, slug);
}

export interface ExportBody {
  name: string;
  format: string;
  datasets: string[];
  projects: string[];
  slices: string[];
  filter_query_string?: string;
  strict?: boolean;
  include_media?: boolean;
}

export interface ExportView extends ExportBody {
  uid: string;
  status: string;
  download_url: string | null;
  total_task_count: number | null;
  exported_task_count: number | null;
}

/** Creates an export and waits until it is over, whatever way it ended. */
export async function exportOf(client: Client, body: Partial<ExportBody>): Promise<ExportView> {
  const created = await client.post('/exports/', {
    name: 'Export',
    format: 'avala-json-external',
    datasets: [],
    projects: [],
    slices: [],
    ...body,
  });
  if (created.status !== 201) throw new Error(`${created.status} ${created.text}`);
  return finished(client, (created.json as ExportView).uid);
}

export async function finished(client: Client, uid: string): Promise<ExportView> {
  return until(`export ${uid} to end`, async () => {
    const { json } = await client.get(`/exports/${uid}/`);
    const found = json as ExportView;
    return ['exported', 'failed', 'aborted'].includes(found.status) && found;
  });
}

/** Every row of a cursor list, page by page; throws when pages never end. */
export async function everything<Row = { uid: string; key: string }>(
  client: Client,
  path: string,
  query: Record<string, string | number> = {},
): Promise<Row[]> {
  const rows: Row[] = [];
  let reply = await client.get(path, query);
  for (let page = 0; page < 10_000; page++) {
    const { results, next } = reply.json as { results: Row[]; next: string | null };
    rows.push(...results);
    if (next === null) return rows;
    reply = await client.follow(next);
  }
  throw new Error(`${path} never ends`);
}

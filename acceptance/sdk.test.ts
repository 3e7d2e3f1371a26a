import { beforeAll, describe, expect, it } from 'vitest';
import { scene } from './support/datasets.ts';
import { cocoDataset, imageDataset, sequenceDataset, type Fixture } from './support/fixtures.ts';
import { fresh, person, type Person } from './support/owners.ts';
import { until } from './support/process.ts';
import { models, PythonSdk, TypeScriptSdk, type Model, type Transport } from './support/sdk.ts';

/** An unmodified client of the published API: list, page through, read, create, wait. */
let john: Person;
let coco: Fixture;
let sequences: Fixture;
let slice: string;

beforeAll(async () => {
  john = await person(fresh('johndoe'));
  coco = await cocoDataset(john, scene(10, ['car', 'pedestrian'], 11));
  sequences = await sequenceDataset(john, { frames: 2 });
  for (const slug of ['one', 'two', 'three']) await imageDataset(john, 1, slug);
  for (const name of ['a', 'b', 'c', 'd']) {
    await john.client.post('/slices/', {
      name,
      visibility: 'private',
      sub_slices: [{ type: 'dataset', dataset_uid: coco.uid }],
    });
    await john.client.post('/exports/', { dataset: coco.uid });
  }
  slice = `/slices/${john.name}/a/`;
});

async function pages(sdk: Transport, path: string): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  let cursor: string | undefined;
  for (let n = 0; n < 100; n++) {
    const page = await sdk.page(path, { limit: '3', ...(cursor ? { cursor } : {}) });
    rows.push(...page.items);
    if (!page.hasMore) return rows;
    if (page.nextCursor === null) throw new Error(`${path}: more pages, but no cursor`);
    cursor = page.nextCursor;
  }
  throw new Error(`${path} never ends`);
}

const lists: [path: () => string, model: Model, atLeast: number][] = [
  [() => '/datasets/', models.Dataset, 5],
  [() => `/datasets/${john.name}/list/`, models.Dataset, 5],
  [() => `${coco.path}/items/`, models.DatasetItem, 10],
  [() => `${sequences.path}/sequences/`, models.DatasetSequence, 2],
  [() => `/slices/${john.name}/list/`, models.Slice, 4],
  [() => `${slice}items/list/`, models.SliceItem, 10],
  [() => '/exports/', models.Export, 4],
  [() => '/projects/', models.Project, 1],
  [() => '/users/me/projects/', models.Project, 1],
  [() => '/tasks/', models.Task, 10],
];

describe.each([
  ['TypeScript', TypeScriptSdk],
  ['Python', PythonSdk],
] as const)('the %s client', (_, Sdk) => {
  it('pages through every list three by three without a repetition', async () => {
    for (const [path, , atLeast] of lists) {
      const rows = await pages(new Sdk(john.client), path());
      expect(rows.length, path()).toBeGreaterThanOrEqual(atLeast);
      expect(new Set(rows.map((row) => row['uid'])).size, path()).toBe(rows.length);
    }
  });

  it('creates an export with only a dataset and waits for it', async () => {
    const sdk = new Sdk(john.client);
    const { uid } = await sdk.request('POST', '/exports/', { dataset: coco.uid });
    const done = await until('the export', async () => {
      const found = await sdk.request('GET', `/exports/${String(uid)}/`);
      return ['exported', 'failed'].includes(String(found['status'])) && found;
    });
    expect(done['status']).toBe('exported');
    expect((await fetch(String(done['download_url']))).status).toBe(200);
  });

  it('creates an export of a project', async () => {
    const sdk = new Sdk(john.client);
    const [project] = (await sdk.page('/users/me/projects/', {})).items;
    const made = await sdk.request('POST', '/exports/', { project: project?.['uid'] });
    expect(made).toMatchObject({ status: 'requested', projects: [project?.['uid']] });
  });

  it('creates, reads and deletes a slice', async () => {
    const sdk = new Sdk(john.client);
    const name = fresh('By SDK');
    const made = await sdk.request('POST', '/slices/', {
      name,
      visibility: 'private',
      sub_slices: [{ type: 'dataset', dataset_uid: coco.uid }],
    });
    expect(PythonSdk.validate(models.Slice, made)).toEqual([]);
    const path = `/slices/${john.name}/${String(made['slug'])}/`;
    expect(await sdk.request('GET', path)).toMatchObject({ uid: made['uid'], item_count: 10 });
    await sdk.request('DELETE', path);
  });

  it('creates a dataset and waits until it is created', async () => {
    const sdk = new Sdk(john.client);
    const made = await sdk.request('POST', '/datasets/', {
      name: 'By SDK',
      slug: fresh('by-sdk'),
      data_type: 'image',
      visibility: 'private',
      create_metadata: true,
    });
    expect(PythonSdk.validate(models.Dataset, made)).toEqual([]);
    await until('the dataset to be created', async () => {
      const found = await sdk.request('GET', `/datasets/${String(made['uid'])}/`);
      return found['status'] === 'created';
    });
  });
});

describe('the models of the Python client', () => {
  it('accept every row of every list', async () => {
    for (const [path, model] of lists) {
      for (const row of await pages(new PythonSdk(john.client), path())) {
        expect(PythonSdk.validate(model, row), path()).toEqual([]);
      }
    }
  });

  it('accept every single object', async () => {
    const sdk = new PythonSdk(john.client);
    const first = async (path: string) => String((await sdk.page(path, {})).items[0]?.['uid']);
    const singles: [string, Model][] = [
      [`/datasets/${coco.uid}/`, models.Dataset],
      [`${coco.path}/`, models.Dataset],
      [`${coco.path}/items/${await first(`${coco.path}/items/`)}/`, models.DatasetItem],
      [
        `${sequences.path}/sequences/${await first(`${sequences.path}/sequences/`)}/`,
        models.DatasetSequence,
      ],
      [`${coco.path}/health/`, models.DatasetHealth],
      [`${sequences.path}/health/`, models.DatasetHealth],
      [slice, models.Slice],
      [`/exports/${await first('/exports/')}/`, models.Export],
      [`/users/me/projects/${await first('/users/me/projects/')}/`, models.Project],
      [`/projects/${await first('/projects/')}/`, models.Project],
      [`/tasks/${await first('/tasks/')}/`, models.Task],
    ];
    for (const [path, model] of singles) {
      expect(PythonSdk.validate(model, await sdk.request('GET', path)), path).toEqual([]);
    }
  });
});

describe('filters that the clients send', () => {
  it('narrow GET /datasets/ by data_type, name, status and visibility', async () => {
    const slugs = async (query: Record<string, string>) =>
      (await new PythonSdk(john.client).page('/datasets/', query)).items.map((row) => row['slug']);
    expect(await slugs({ name: coco.slug.toUpperCase() })).toEqual([coco.slug]);
    expect(await slugs({ data_type: 'mcap' })).toEqual([]);
    expect(await slugs({ status: 'creating' })).toEqual([]);
    expect(await slugs({ visibility: 'public' })).not.toContain(coco.slug);
  });

  it('narrow GET /tasks/ by project and status', async () => {
    const sdk = new PythonSdk(john.client);
    const [project] = (await sdk.page('/users/me/projects/', {})).items;
    const tasks = await sdk.page('/tasks/', {
      project: String(project?.['uid']),
      status: 'completed',
    });
    for (const task of tasks.items) {
      expect(task).toMatchObject({ project: project?.['uid'], status: 'completed' });
    }
  });
});

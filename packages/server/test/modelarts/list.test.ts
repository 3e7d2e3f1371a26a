import { Ajv } from 'ajv';
import { ListDatasets } from '@sheaf/contract/modelarts';
import { Client } from 'pg';
import sql, { type Sql } from 'sql-template-tag';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { uidRange } from '../../src/dialects/modelarts/ids.ts';
import { makeDataset, makeOwner, touchDataset, type TestItem } from '../support/catalogue.ts';
import { makeWorld, type World } from './world.ts';

let world: World;
let owner: string;
let headers: Record<string, string>;
const fits = new Ajv({ strict: false }).compile<ListDatasets>(ListDatasets);

beforeAll(async () => {
  world = await makeWorld();
  owner = await makeOwner(world.catalogue, 'alice', 'user');
  headers = { 'x-auth-token': (await world.key('alice')).key };
});
afterAll(() => world.close());

/** Asks, and holds the answer against the contract. */
async function list(query: string, project = owner, as = headers): Promise<ListDatasets> {
  const reply = await world.ask(as, `/v2/${project.replaceAll('-', '')}/datasets?${query}`);
  expect([query, reply.status, fits(reply.body), fits.errors]).toEqual([query, 200, true, null]);
  expect(JSON.stringify(reply.body)).not.toContain('null');
  return reply.body;
}
const names = async (query: string) =>
  (await list(query)).datasets.map((dataset) => dataset.dataset_name);
const run = (statement: Sql) => world.catalogue.db.run(statement);
const uidOf = (id: string) => uidRange(id)?.first ?? '';
const box: [number, number, number, number] = [1, 2, 3, 4];

const make = (name: string, items: TestItem[] = []) =>
  makeDataset(world.catalogue, owner, name, items);

test("the document's own request and response", async () => {
  const [dataset, version] = [uidOf('gfghHSokody6AJigS5A'), uidOf('54IXbeJhfttGpL46lbv')];
  const project = await makeOwner(world.catalogue, 'document', 'user');
  const key = { 'x-auth-token': (await world.key('document')).key };
  const folder = '/test-obs/classify/output/dataset-f9e8-gfghHSokody6AJigS5A/';
  const created = new Date(1605690595404);
  const sources = [{ data_type: 0, data_path: '/test-obs/classify/input/animals/' }];
  await run(sql`insert into datasets (uid, owner_uid, name, slug, data_type, visibility, status, created_at, updated_at)
    values (${dataset}, ${project}, 'dataset-f9e8', 'x', 'image', 'private', 'created', ${created}, ${created})`);
  await run(
    sql`insert into dataset_stats (dataset_uid, revision, item_count) values (${dataset}, 1, 10)`,
  );
  await run(sql`insert into dataset_profiles (dataset_uid, kind, data_sources, work_path, folder, next_version)
    values (${dataset}, 0, ${JSON.stringify(sources)}, '/test-obs/classify/output/', ${folder}, 4)`);
  await run(sql`insert into dataset_versions (dataset_uid, uid, name, status, is_current, format, train_ratio,
      created_at, updated_at)
    values (${dataset}, ${version}, 'V003', 'normal', true, 'Default', '1.00', ${created}, ${created})`);
  const times = [1605690596035, 1605690596046, 1605690596050, 1605690596043];
  const label = uidOf('0000000000000000001');
  for (const [index, name] of ['15', '8', '9', '7', '1', '2', '3', '4', '5', '6'].entries()) {
    const uid = `019a0000-0000-7000-8000-00000000000${index}`;
    const time = new Date(times[index] ?? 1605690596060);
    await run(sql`insert into items (dataset_uid, uid, key, status, media, created_at, updated_at)
      values (${dataset}, ${uid}, ${`${name}.jpg`}, 'completed', '{"store":"x"}', ${time}, ${time})`);
    await run(sql`insert into annotations (dataset_uid, item_uid, uid, project_uid, label_uid, type, geometry,
        created_at, updated_at)
      values (${dataset}, ${uid}, ${uid}, ${label}, ${label}, 'classification', '{}', ${time}, ${time})`);
  }
  const query = 'offset=0&limit=10&sort_by=create_time&order=desc&dataset_type=0&file_preview=true';
  const body = await list(query, project, key);
  const expected = {
    dataset_id: 'gfghHSokody6AJigS5A',
    dataset_name: 'dataset-f9e8',
    dataset_type: 0,
    data_format: 'Default',
    next_version_num: 4,
    status: 1,
    data_sources: sources,
    create_time: 1605690595404,
    update_time: 1605690595404,
    description: '',
    current_version_id: '54IXbeJhfttGpL46lbv',
    current_version_name: 'V003',
    total_sample_count: 10,
    annotated_sample_count: 10,
    work_path: '/test-obs/classify/output/',
    inner_work_path: folder,
    inner_annotation_path: `${folder}annotation/`,
    inner_data_path: `${folder}data/`,
    inner_log_path: `${folder}logs/`,
    inner_temp_path: `${folder}temp/`,
    inner_task_path: `${folder}task/`,
    work_path_type: 0,
    workspace_id: '0',
    enterprise_project_id: '0',
    exist_running_task: false,
    exist_workforce_task: false,
    running_tasks_id: [],
    workforce_task_count: 0,
    feature_supports: ['0'],
    managed: false,
    import_data: false,
    label_task_count: 1,
    dataset_format: 0,
    content_labeling: true,
    samples: times.map((create_time) => ({
      url: expect.stringMatching(/^http:\/\/sheaf\.test\/media\/[\w-]+\/[\w-]+\/original$/),
      create_time,
    })),
  };
  expect(body).toMatchObject({ total_number: 1, datasets: [expected] });
});

test('pages by index, in every order, and past the end nothing', async () => {
  for (const name of ['p-b', 'p-a', 'p-c']) await make(name);
  const page = (rest: string) => names(`search_content=P-&limit=2&${rest}`);
  expect(await page('')).toEqual(['p-c', 'p-a']);
  expect(await page('offset=1')).toEqual(['p-b']);
  expect(await page('offset=2')).toEqual([]);
  expect(await page('order=asc')).toEqual(['p-b', 'p-a']);
  expect(await page('sort_by=dataset_name')).toEqual(['p-c', 'p-b']);
  expect(await page('sort_by=dataset_name&order=asc')).toEqual(['p-a', 'p-b']);
  expect((await list('search_content=p-&limit=1')).total_number).toBe(3);
  expect(await names('search_content=%25')).toEqual([]);
});

test('a dataset of the other dialect has sensible values, and none that is made up', async () => {
  const made = await make('other', [
    { key: 'a', boxes: [{ label: 'car', box }], media: { store: 'x' } },
    { key: 'b', boxes: [] },
  ]);
  await run(sql`insert into annotations (dataset_uid, item_uid, uid, project_uid, label_uid, type, geometry, state,
      created_at, updated_at)
    select dataset_uid, ${made.items[1]}, uid, project_uid, label_uid, type, geometry, 'proposed', now(), now()
    from annotations where dataset_uid = ${made.uid}`);
  const { datasets } = await list('search_content=other&with_labels=true&file_preview=true');
  expect(datasets).toMatchObject([
    {
      dataset_type: 1,
      total_sample_count: 2,
      annotated_sample_count: 1,
      unconfirmed_sample_count: 1,
      labels: [{ name: 'car', type: 1, property: { '@modelarts:color': '#00FF00' } }],
      samples: [{ file_Name: 'a', width: 640, height: 480, file_type: 'image/jpeg' }],
    },
  ]);
  expect(datasets[0]).not.toHaveProperty('work_path');
  await run(sql`update annotations set state = 'confirmed' where dataset_uid = ${made.uid}`);
  await touchDataset(world.catalogue, made.uid);
  const again = await list('search_content=other');
  expect(again.datasets).toMatchObject([
    { annotated_sample_count: 2, unconfirmed_sample_count: 0 },
  ]);
  expect(again.datasets[0]).not.toHaveProperty('labels');
  expect(again.datasets[0]).not.toHaveProperty('samples');
});

test('filters by type, version, workspace and age, alone and together', async () => {
  const profile = async (name: string, kind: number, coupled: boolean, workspace: string) => {
    const { uid } = await make(name);
    await run(sql`insert into dataset_profiles (dataset_uid, kind, coupled, workspace)
      values (${uid}, ${kind}, ${coupled}, ${workspace})`);
    return uid;
  };
  const version = (uid: string, name: string, format: string, ratio: string, current = false) =>
    run(sql`insert into dataset_versions (dataset_uid, uid, name, status, is_current, format, train_ratio,
        created_at, updated_at)
      values (${uid}, gen_random_uuid(), ${name}, 'normal', ${current}, ${format}, ${ratio}, now(), now())`);
  await profile('f-text', 100, true, '0');
  const table = await profile('f-table', 400, true, 'w1');
  await profile('f-loose', 3, false, 'w1');
  const image = (await make('f-image')).uid;
  await version(table, 'V001', 'CSV', '1.00', true);
  await version(image, 'V001', 'Default', '0.5');
  await version(image, 'V002', 'Default', '0.9999', true);
  const some = async (rest: string) => (await names(`search_content=f-&${rest}`)).sort();
  const coupled = ['f-image', 'f-table', 'f-text'];
  expect(await some('')).toEqual(coupled);
  expect(await some('dataset_version=v2')).toEqual(['f-loose']);
  expect(await some('dataset_version=all')).toEqual(['f-image', 'f-loose', 'f-table', 'f-text']);
  expect(await some('dataset_type=100')).toEqual(['f-text']);
  expect(await some('workspace_id=w1&dataset_version=all')).toEqual(['f-loose', 'f-table']);
  expect(await some('workspace_id=0')).toEqual(['f-image', 'f-text']);
  expect(await some('support_export=true')).toEqual(['f-image']);
  expect(await some('support_export=true&dataset_type=100')).toEqual([]);
  expect(await some('contain_versions=false')).toEqual(['f-text']);
  expect(await some('version_format=2')).toEqual(['f-table']);
  expect(await some('train_evaluate_ratio=0.6,0.99')).toEqual([]);
  expect(await some('train_evaluate_ratio=0.5,0.6')).toEqual(['f-image']);
  expect(await some('version_format=0&train_evaluate_ratio=1.0,1.0')).toEqual([]);
  const { datasets } = await list('search_content=f-&contain_versions=true&sort_by=dataset_name');
  expect(datasets).toMatchObject([
    { dataset_name: 'f-table', dataset_format: 1, versions: [{ version_format: 'CSV' }] },
    {
      dataset_name: 'f-image',
      dataset_version_count: 2,
      versions: [{ version_name: 'V002', train_evaluate_sample_ratio: '0.9999', status: 1 }],
    },
  ]);
});

test('running tasks are shown when asked for, and the status tells of an import in any case', async () => {
  const { uid } = await make('busy');
  const now = new Date();
  const [first, second] = [
    '019a0000-0000-7000-8000-000000000001',
    '019a0000-0000-7000-8000-000000001001',
  ];
  await run(sql`insert into imports (uid, dataset_uid, created_by, source, format, status, created_at, updated_at)
    values (${first}, ${uid}, ${owner}, '/x', 'images', 'running', ${now}, ${now})`);
  await run(sql`insert into exports (uid, created_by, name, format, status, datasets, projects, slices, created_at, updated_at)
    values (${second}, ${owner}, 'x', 'COCO', 'exporting', ${[uid]}, '{}', '{}', ${now}, ${now})`);
  const tasks = async (rest: string) => {
    const [dataset] = (await list(`search_content=busy&${rest}`)).datasets;
    expect(dataset?.status).toBe(8);
    expect(dataset?.exist_running_task).toBe((dataset?.running_tasks_id?.length ?? 0) > 0);
    return dataset?.running_tasks_id;
  };
  expect(await tasks('')).toEqual([]);
  expect(await tasks('running_task_type=2')).toEqual([]);
  const [imported, exported] = (await tasks('check_running_task=true')) ?? [];
  expect(imported).toMatch(/^\w{19}_\w{19}$/);
  expect(exported).toMatch(/^\w{19}$/);
  expect(await tasks('check_running_task=true&running_task_type=5')).toEqual([imported]);
  expect(await tasks('check_running_task=true&running_task_type=2')).toEqual([exported]);
  expect(await tasks('check_running_task=true&running_task_type=6')).toEqual([]);
});

test('a page costs the same number of statements, however many datasets it shows', async () => {
  const statements = async (query: string) => {
    const queries = vi.spyOn(Client.prototype, 'query');
    try {
      await list(query);
      return queries.mock.calls.length;
    } finally {
      queries.mockRestore();
    }
  };
  const everything = 'with_labels=true&file_preview=true&contain_versions=true&dataset_version=all';
  await list(everything);
  const one = await statements(`${everything}&limit=1`);
  expect(await statements(`${everything}&limit=100`)).toBe(one);
  // The key, the page, its count, and labels, previews, tasks and team tasks beside it.
  expect(one).toBe(7);
});

test('a bad parameter is a 400 that names it', async () => {
  const reply = await world.ask(headers, `/v2/${owner.replaceAll('-', '')}/datasets?limit=0`);
  expect(reply).toMatchObject({
    status: 400,
    body: { error_code: 'ModelArts.4396', error_msg: expect.stringContaining('limit') },
  });
});

import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shortId, uidRange } from '../../src/dialects/modelarts/ids.ts';
import { makeDataset } from '../support/catalogue.ts';
import { badDatasets } from './bad-datasets.ts';
import { caller, type Caller } from './caller.ts';
import { datasetCalls, type DatasetCalls } from './dataset-calls.ts';
import { makeWorld, type World } from './world.ts';

let world: World;
let calls: DatasetCalls;
const logged: string[] = [];

beforeAll(async () => {
  const stream = { write: (line: string) => logged.push(line) };
  world = await makeWorld({ logger: { level: 'trace', stream } });
  calls = await datasetCalls(world, 'alice');
});
afterAll(() => world.close());

const call: Caller = (method, path, body) => calls.call(method, `/datasets${path}`, body);
const refusal: DatasetCalls['refusal'] = (method, path, body) =>
  calls.refusal(method, `/datasets${path}`, body);
const body: DatasetCalls['body'] = (more) => calls.body(more);
const create: DatasetCalls['create'] = (more) => calls.create(more);
const show: DatasetCalls['show'] = (id, query) => calls.show(id, query);
const otherDialect = (path: string) =>
  world.ask({ 'x-avala-api-key': calls.key }, `/api/v1/datasets/${path}`);

test('a dataset is made, shown in both dialects, changed and deleted', async () => {
  const id = await create({
    dataset_name: 'animals',
    dataset_type: 1,
    data_sources: [{ data_path: '/test-obs/classify/input/animals/' }],
    description: 'cats, dogs',
    import_data: true,
    managed: true,
    workspace_id: 'w1',
    labels: [
      { name: 'cat', property: { '@modelarts:color': '#0011AA', '@modelarts:shortcut': 'C' } },
      { name: '狗/dog', type: 1, property: { '@modelarts:default_shape': 'bndbox' } },
    ],
  });
  const folder = `/test-obs/classify/output/animals-${id}/`;
  const shown = await show(id);
  expect(shown).toEqual({
    dataset_id: id,
    dataset_name: 'animals',
    dataset_type: 1,
    dataset_format: 0,
    dataset_tags: ['Image', 'Object detection'],
    data_format: 'Default',
    data_sources: [{ data_type: 0, data_path: '/test-obs/classify/input/animals/' }],
    description: 'cats, dogs',
    status: 1,
    create_time: shown.create_time,
    update_time: shown.create_time,
    next_version_num: 1,
    dataset_version_count: 0,
    total_sample_count: 0,
    annotated_sample_count: 0,
    unconfirmed_sample_count: 0,
    deleted_sample_count: 0,
    deletion_stats: {},
    loading_sample_count: 0,
    total_sub_sample_count: 0,
    annotated_sub_sample_count: 0,
    work_path: '/test-obs/classify/output/',
    work_path_type: 0,
    inner_work_path: folder,
    inner_annotation_path: `${folder}annotation/`,
    inner_data_path: `${folder}data/`,
    inner_log_path: `${folder}logs/`,
    inner_temp_path: `${folder}temp/`,
    inner_task_path: `${folder}task/`,
    workspace_id: 'w1',
    enterprise_project_id: '0',
    managed: true,
    import_data: true,
    content_labeling: true,
    label_task_count: 1,
    workforce_task_count: 0,
    feature_supports: ['0'],
    labels: [
      {
        name: 'cat',
        type: 1,
        property: { '@modelarts:color': '#0011AA', '@modelarts:shortcut': 'C' },
      },
      {
        name: '狗/dog',
        type: 1,
        property: {
          '@modelarts:color': expect.stringMatching(/^#[0-9a-f]{6}$/),
          '@modelarts:default_shape': 'bndbox',
        },
      },
    ],
  });
  expect(Math.abs(Date.now() - (shown.create_time ?? 0))).toBeLessThan(600_000);
  expect(await show(id, '?check_running_task=true')).toMatchObject({
    exist_running_task: false,
    running_tasks_id: [],
  });

  const other = await otherDialect('alice/animals/');
  expect(other.body).toMatchObject({
    name: 'animals',
    data_type: 'image',
    status: 'created',
    project_count: 1,
    predefined_labels: [
      { name: 'cat', label_code: 0 },
      { name: '狗/dog', label_code: 1 },
    ],
  });

  const changed = await call('PUT', `/${id}`, { dataset_name: 'beasts', description: '' });
  expect([changed.status, changed.body]).toEqual([200, { dataset_id: id }]);
  expect(await show(id)).toMatchObject({
    dataset_name: 'beasts',
    description: '',
    inner_work_path: folder,
  });
  expect((await call('DELETE', `/${id}`)).status).toBe(204);
  expect(await refusal('GET', `/${id}`)).toEqual([400, '4352', 'Dataset does not exist']);
  const left = await world.catalogue.db.row(sql`select 1 from projects where name = 'animals'`);
  expect(left).toBeUndefined();
});

test('without a type it is image classification, and every type has its kind of data', async () => {
  expect(await show(await create())).toMatchObject({ dataset_type: 0 });
  for (const [type, word] of [
    [3, 'image'],
    [100, 'file'],
    [202, 'file'],
    [400, 'file'],
    [600, 'video'],
    [900, 'file'],
  ] as const) {
    const id = await create({ dataset_type: type });
    expect((await show(id)).dataset_type).toBe(type);
    const uids = uidRange(id);
    const row = await world.catalogue.db.row<{ uid: string; data_type: string }>(sql`
      select uid, data_type from datasets where uid between ${uids?.first} and ${uids?.last}`);
    expect(row?.data_type).toBe(word);
  }
  const files = await otherDialect('?data_type=file');
  expect(files.body).toMatchObject({ count: 4 });
});

test('a table has its columns, numbered from 1', async () => {
  const schema = [
    { schema_id: 7, name: 'age', type: 'INT' },
    { name: 'name', type: 'STRING', description: 'x' },
  ];
  expect(
    await show(await create({ dataset_type: 400, data_format: 'CarbonData', schema })),
  ).toMatchObject({
    dataset_format: 1,
    data_format: 'CarbonData',
    schema: [
      { schema_id: 1, name: 'age', type: 'INT' },
      { schema_id: 2, name: 'name', type: 'STRING', description: 'x' },
    ],
  });
});

test('the password of a data source is neither kept, shown nor logged', async () => {
  const secret = 'hunter2-hunter2';
  const source_info = { cluster_id: 'c', user_name: 'u', user_password: secret, password: secret };
  const id = await create({ dataset_type: 400, data_sources: [{ data_type: 1, source_info }] });
  expect((await show(id)).data_sources).toEqual([
    { data_type: 1, source_info: { cluster_id: 'c', user_name: 'u' } },
  ]);
  const broken = [
    body({ data_sources: [{ data_type: 'x', source_info }] }),
    body({ data_sources: [{ data_type: 1, source_info: { ...source_info, port: 5 } }] }),
    body({ data_sources: [{ source_info }], dataset_name: 'a b' }),
  ];
  const answers: string[] = [];
  for (const sent of broken) answers.push((await refusal('POST', '', sent)).join());
  const text = `{"data_sources":[{"source_info":{"user_password":"${secret}" x`;
  const reply = await world.app.inject({
    method: 'POST',
    url: `/v2/${calls.owner.replaceAll('-', '')}/datasets`,
    headers: { 'x-auth-token': calls.key, 'content-type': 'application/json' },
    payload: text,
  });
  expect(reply.json()).toMatchObject({ error_code: 'ModelArts.0101' });
  const stored = await world.catalogue.db.rows<{ all: string }>(
    sql`select to_jsonb(p)::text as all from dataset_profiles p`,
  );
  const everything = [...answers, reply.body, ...stored.map((row) => row.all), ...logged];
  expect(everything.join('\n')).not.toContain(secret);
});

test('what is wrong with a body is said with a code and the name of the member', async () => {
  await create({ dataset_name: 'taken' });
  const inside = await show(await create());
  for (const [change, code, word] of badDatasets(inside.inner_work_path ?? '')) {
    const sent = { ...body(), ...change };
    const [status, found, message] = await refusal('POST', '', sent);
    expect([change, status, found]).toEqual([change, 400, code]);
    expect(message).toContain(word);
  }
  const table = { ...body(), dataset_type: 900, labels: [{ name: 'a' }] };
  expect((await refusal('POST', '', table)).slice(0, 2)).toEqual([501, '4383']);
  // Nothing of what was refused is there.
  const count = await world.catalogue.db.row<{ n: number }>(sql`select count(*) as n from projects p
    where not exists (select 1 from project_datasets d where d.project_uid = p.uid)`);
  expect(count?.n).toBe(0);
});

test('a name is taken within a project only, also when two ask at once', async () => {
  const sent = body();
  const replies = await Promise.all([call('POST', '', sent), call('POST', '', sent)]);
  expect(replies.map((reply) => reply.status).sort()).toEqual([201, 400]);
  const [first, second] = [await create(), await show(await create())];
  expect((await refusal('PUT', `/${first}`, { dataset_name: second.dataset_name }))[1]).toBe(
    '4351',
  );
  expect(
    (await call('PUT', `/${first}`, { dataset_name: (await show(first)).dataset_name })).status,
  ).toBe(200);
});

test('labels are added, renamed and deleted with the dataset', async () => {
  const id = await create({
    dataset_type: 1,
    labels: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
  });
  const reply = await call('PUT', `/${id}`, {
    add_tags: [{ name: 'd' }],
    add_labels: [{ name: 'a', property: { '@modelarts:color': '#123456' } }],
    update_labels: [{ name: 'b', property: { '@modelarts:rename_to': 'bb' } }],
    delete_labels: [{ name: 'a' }, { name: 'c', type: 1 }],
  });
  expect(reply.status).toBe(200);
  const { labels } = await show(id);
  expect(labels?.map((label) => label.name)).toEqual(['a', 'bb', 'd']);
  expect(labels?.[0]?.property).toEqual({ '@modelarts:color': '#123456' });
  const indexes = await world.catalogue.db.rows<{ class_index: number }>(sql`
    select l.class_index from labels l join project_datasets d using (project_uid)
    where d.dataset_uid between ${uidRange(id)?.first} and ${uidRange(id)?.last} order by 1`);
  // The index of the deleted one is not given again.
  expect(indexes.map((row) => row.class_index)).toEqual([0, 1, 3]);
  expect(
    (await refusal('PUT', `/${id}`, { delete_labels: [{ name: 'x' }], description: 'no' }))[1],
  ).toBe('4410');
  expect((await show(id)).description).toBe('');
});

test('a version becomes the current one', async () => {
  const id = await create();
  const row = await world.catalogue.db.row<{ uid: string }>(sql`
    select uid from datasets where uid between ${uidRange(id)?.first} and ${uidRange(id)?.last}`);
  const version = async (name: string, version_id: string, current: boolean, status = 'normal') =>
    world.catalogue.db.run(sql`
      insert into dataset_versions (dataset_uid, uid, name, status, is_current, format, train_ratio, created_at, updated_at)
      values (${row?.uid}, ${uidRange(version_id)?.first}, ${name}, ${status}, ${current}, 'Default', '1.00', now(), now())`);
  await version('V001', '0000000000000000001', true);
  await version('V002', '0000000000000000002', false);
  await version('V003', '0000000000000000003', false, 'creating');
  expect((await call('PUT', `/${id}`, { current_version_id: '0000000000000000002' })).status).toBe(
    200,
  );
  expect(await show(id)).toMatchObject({
    current_version_name: 'V002',
    versions: [{ version_name: 'V002' }],
  });
  for (const wrong of ['0000000000000000003', '0000000000000000004', 'x']) {
    expect((await refusal('PUT', `/${id}`, { current_version_id: wrong }))[1]).toBe('4353');
  }
});

test('a dataset of the other dialect is described and labelled too', async () => {
  const { uid } = await makeDataset(world.catalogue, calls.owner, 'elsewhere', [
    { key: 'a', boxes: [{ label: 'car', box: [1, 2, 3, 4] }] },
  ]);
  const id = shortId(uid);
  expect(
    (await call('PUT', `/${id}`, { description: 'd', add_labels: [{ name: 'bus' }] })).status,
  ).toBe(200);
  const { labels, description, dataset_type } = await show(id);
  expect([labels?.map((label) => label.name), description, dataset_type]).toEqual([
    ['car', 'bus'],
    'd',
    1,
  ]);
});

test("another's dataset does not exist, and the owner's project is closed to them", async () => {
  const id = await create();
  const bob = await datasetCalls(world, 'bob');
  const intruder = caller(world, calls.owner, bob.key);
  for (const method of ['GET', 'PUT', 'DELETE'] as const) {
    expect((await bob.refusal(method, `/datasets/${id}`, {}))[1]).toBe('4352');
    expect((await intruder(method, `/datasets/${id}`)).status).toBe(403);
  }
  expect((await call('DELETE', '/nonsense')).status).toBe(400);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { writePng } from '../../src/formats/png/write.ts';
import { makeTaskWorld, taskOf, type TaskWorld } from './task-world.ts';

let world: TaskWorld;

beforeAll(async () => {
  world = await makeTaskWorld();
});
afterAll(() => world.close());

const png = writePng(4, 4, new Uint8Array(16), [[1, 2, 3]]);
const count = expect.any(Number) as number;

test('a folder of labelled images becomes samples, and the task tells how far it is', async () => {
  const { bucket, call } = world;
  await world.put({ 'cats/cat/1.png': png, 'cats/dog/2.png': png });
  const id = await world.dataset(0);
  const path = `s3://${bucket}/cats/`;
  const task = taskOf(
    await call('POST', `/datasets/${id}/import-tasks`, {
      ...{ import_type: 'dir', import_path: path, included_tags: [], final_annotation: true },
    }),
  );
  expect(task).toMatch(new RegExp(`^${id}_\\w{19}$`));
  const url = `/datasets/${id}/import-tasks/${task}`;
  expect((await call('GET', url)).body).toMatchObject({ status: 'QUEUING', import_type: 0 });
  expect(await world.show(id)).toMatchObject({ status: 8 });
  expect(await call('POST', `/datasets/${id}/import-tasks`, { import_path: path })).toMatchObject({
    status: 400,
    body: { error_code: 'ModelArts.4356' },
  });
  await world.runAll();
  const done = {
    ...{ status: 'COMPLETED', task_id: task, dataset_id: id, import_path: `obs://${bucket}/cats/` },
    ...{ import_type: 0, total_sample_count: 2, imported_sample_count: 2 },
    ...{ annotated_sample_count: 2, unconfirmed_sample_count: 0, error_code: 'ModelArts.4920' },
    ...{ total_sub_sample_count: 0, imported_sub_sample_count: 0, total_file_count: 2 },
    ...{ finished_file_count: 2, total_file_size: count, finished_file_size: count },
    ...{ create_time: count, update_ms: count, elapsed_time: count },
  };
  expect(await call('GET', url)).toEqual({ status: 200, body: done });
  expect(await call('GET', `/datasets/${id}/import-tasks?limit=1`)).toEqual({
    status: 200,
    body: { total_count: 1, import_tasks: [done] },
  });
  expect(await world.show(id)).toMatchObject({
    ...{ status: 1, total_sample_count: 2, annotated_sample_count: 2 },
    labels: [{ name: 'cat' }, { name: 'dog' }],
  });
  const missing = `/datasets/${id}/import-tasks/${id}_0000000000000000000`;
  expect((await call('GET', missing)).body).toMatchObject({ status: 'NOT_EXIST' });
});

test('a manifest whose annotations are not final brings samples to be confirmed', async () => {
  const { bucket, call } = world;
  const line = (name: string, label: string) =>
    JSON.stringify({
      source: `s3://${bucket}/m/${name}`,
      annotation: [{ type: 'modelarts/image_classification', name: label, confidence: 0.8 }],
    });
  await world.put({
    ...{ 'm/1.png': png, 'm/2.png': png },
    'm/all.manifest': `${line('1.png', 'cat')}\n${line('2.png', 'dog')}\n`,
  });
  const id = await world.dataset(0);
  taskOf(
    await call('POST', `/datasets/${id}/import-tasks`, {
      ...{ import_type: 'manifest', import_path: `/${bucket}/m/all.manifest` },
      ...{ final_annotation: false, included_labels: [{ name: 'cat' }] },
    }),
  );
  await world.runAll();
  expect((await call('GET', `/datasets/${id}/import-tasks`)).body).toMatchObject({
    import_tasks: [
      {
        ...{ status: 'COMPLETED', import_type: 1, imported_sample_count: 1 },
        ...{ annotated_sample_count: 0, unconfirmed_sample_count: 1 },
      },
    ],
  });
  expect(await world.show(id)).toMatchObject({
    ...{ total_sample_count: 1, annotated_sample_count: 0, unconfirmed_sample_count: 1 },
  });
  // Brought again as final it holds.
  taskOf(
    await call('POST', `/datasets/${id}/import-tasks`, {
      ...{ import_type: 'manifest', import_path: `/${bucket}/m/all.manifest` },
    }),
  );
  await world.runAll();
  expect(await world.show(id)).toMatchObject({
    ...{ total_sample_count: 2, annotated_sample_count: 2, unconfirmed_sample_count: 0 },
  });
});

test('texts, recordings, tables, videos and anything else are samples too', async () => {
  const { bucket, call } = world;
  const gbk = Buffer.from([0xc4, 0xe3, 0x09, 0xba, 0xc3]);
  await world.put({
    ...{ 'texts/a.txt': 'good day\tpos\nbad day\tneg,new\n', 'texts/b.txt': gbk },
    ...{ 'sounds/bark/1.wav': 'RIFF', 'sounds/2.wav': 'RIFF' },
    ...{ 'tables/t.csv': 'id,name\n1,x\n2,y\n3\n', 'films/1.mp4': 'x', 'films/notes.txt': 'x' },
    ...{ 'boxes/1.png': png, 'boxes/2.png': png },
    'boxes/1.xml':
      '<annotation><filename>1.png</filename><size><width>4</width><height>4</height></size><object><name>cat</name><bndbox><xmin>0</xmin><ymin>0</ymin><xmax>2</xmax><ymax>2</ymax></bndbox></object></annotation>',
  });
  const schema = [
    { schema_id: 1, name: 'id', type: 'STRING' },
    { schema_id: 2, name: 'name', type: 'STRING' },
  ];
  const cases: [type: number, folder: string, total: number, annotated: number, more?: object][] = [
    [1, 'boxes', 2, 1],
    [3, 'boxes', 2, 1],
    [100, 'texts', 3, 3],
    [101, 'texts', 3, 0],
    [200, 'sounds', 2, 1],
    [201, 'sounds', 2, 0],
    [400, 'tables', 2, 0, { schema }],
    [600, 'films', 1, 0],
    [900, 'films', 2, 0],
  ];
  for (const [type, folder, total, annotated, more] of cases) {
    const id = await world.dataset(type, more);
    const body = { import_path: `/${bucket}/${folder}/` };
    taskOf(await call('POST', `/datasets/${id}/import-tasks`, body));
    await world.runAll();
    const tasks = (await call('GET', `/datasets/${id}/import-tasks`)).body;
    expect([type, tasks]).toMatchObject([type, { import_tasks: [{ status: 'COMPLETED' }] }]);
    expect([type, await world.show(id)]).toMatchObject([
      type,
      { total_sample_count: total, annotated_sample_count: annotated },
    ]);
  }
});

test('a sync takes what has come to the data source, which the creation has imported', async () => {
  const { bucket, call } = world;
  await world.put({ 'live/cat/1.png': png });
  const sources = [{ data_type: 0, data_path: `/${bucket}/live/` }];
  const id = await world.dataset(0, { data_sources: sources });
  await world.runAll();
  expect(await world.show(id)).toMatchObject({ total_sample_count: 1, annotated_sample_count: 1 });
  expect((await call('GET', `/datasets/${id}/sync-data/status`)).body).toEqual({
    ...{ status: 'NOT_EXIST', dataset_id: id },
  });
  await world.put({ 'live/dog/2.png': png });
  const task = taskOf(await call('POST', `/datasets/${id}/sync-data`));
  expect(await world.show(id)).toMatchObject({ status: 5 });
  expect(await call('POST', `/datasets/${id}/sync-data`)).toMatchObject({
    body: { error_code: 'ModelArts.4355' },
  });
  await world.runAll();
  expect((await call('GET', `/datasets/${id}/sync-data/status`)).body).toEqual({
    ...{ status: 'COMPLETED', task_id: task, dataset_id: id, add_sample_count: 1 },
    ...{ deleted_sample_count: 0, total_sample_count: 2, duration_time: count },
    error_code: 'ModelArts.4920',
  });
});

test('a path that is none, a bucket and a folder that are not there', async () => {
  const { bucket, call } = world;
  const id = await world.dataset(0);
  const codeOf = async (path: string, more: object = {}) => {
    const body = { import_path: path, ...more };
    return (await call('POST', `/datasets/${id}/import-tasks`, body)).body;
  };
  expect(await codeOf('nothing')).toMatchObject({ error_code: 'ModelArts.4313' });
  expect(await codeOf('/elsewhere/x/')).toMatchObject({ error_code: 'ModelArts.4311' });
  expect(await codeOf(`/${bucket}/none/`)).toMatchObject({ error_code: 'ModelArts.4312' });
  expect(await codeOf('', { import_type: 7 })).toMatchObject({ error_code: 'ModelArts.4396' });
  const nowhere = '/datasets/0000000000000000000/import-tasks';
  expect((await call('GET', nowhere)).body).toMatchObject({ error_code: 'ModelArts.4352' });
});

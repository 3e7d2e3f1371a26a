import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWritten } from '../../src/catalog/buckets/open.ts';
import { writePng } from '../../src/formats/png/write.ts';
import { makeTaskWorld, taskOf, type TaskWorld } from './task-world.ts';

let world: TaskWorld;

beforeAll(async () => {
  world = await makeTaskWorld();
});
afterAll(() => world.close());

const png = writePng(4, 4, new Uint8Array(16), [[1, 2, 3]]);
const count = expect.any(Number) as number;

test('an export puts its files into the bucket, and is an archive too', async () => {
  const { bucket, call, owner } = world;
  await world.put({ 'out-of/cat/1.png': png, 'out-of/2.png': png });
  const id = await world.dataset(0);
  const all = `/datasets/${id}/export-tasks`;
  taskOf(await call('POST', `/datasets/${id}/import-tasks`, { import_path: `/${bucket}/out-of/` }));
  await world.runAll();
  const asked = { path: '/results/run 1/', export_type: 0, export_format: 2 };
  const task = taskOf(await call('POST', all, { ...asked, annotation_format: 'VOC' }));
  expect(task).toMatch(/^\w{19}$/);
  expect((await call('GET', `${all}/${task}`)).body).toMatchObject({
    ...{ status: 'QUEUING', progress: 0, error_code: 'ModelArts.4902' },
  });
  await world.runAll();
  const shown = (await call('GET', `${all}/${task}`)).body as { download_url: string };
  expect(shown).toEqual({
    ...{ ...asked, annotation_format: 'VOC', task_id: task, dataset_id: id, status: 'COMPLETED' },
    ...{ progress: 100, total_sample_count: 1, finished_sample_count: 1 },
    ...{ version_format: 'Default', error_code: 'ModelArts.4904' },
    ...{ create_time: count, update_time: count, download_url: expect.any(String) as string },
  });
  expect((await call('GET', `${all}?export_type=0`)).body).toEqual({
    ...{ total_count: 1, export_tasks: [shown] },
  });
  expect((await call('GET', `${all}?export_type=1`)).body).toMatchObject({ total_count: 0 });
  const archive = await world.app.inject({ url: new URL(shown.download_url).pathname });
  expect([archive.statusCode, archive.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
  const { actor: _, ...catalog } = await world.catalogue.as('alice');
  const open = (key: string) => openWritten(catalog, owner, { bucket: 'results', key });
  expect((await open('run 1/images/cat/1.png'))?.size).toBe(png.length);
  const manifest = await open('run 1/dataset.manifest');
  const chunks = [];
  for await (const chunk of manifest?.read() ?? []) chunks.push(chunk);
  expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({
    annotation: [{ type: 'modelarts/image_classification', name: 'cat' }],
  });
  const unknown = { path: '/results/v/', version_id: '0000000000000000000' };
  expect((await call('POST', all, unknown)).body).toMatchObject({ error_code: 'ModelArts.4353' });
  expect(await call('POST', all, { path: 'x' })).toMatchObject({
    ...{ status: 400, body: { error_code: 'ModelArts.4358' } },
  });
  expect((await call('GET', `${all}/0000000000000000000`)).body).toMatchObject({
    error_code: 'ModelArts.4700',
  });
});

test('a labelling task of a model waits until somebody brings its results', async () => {
  const { bucket, call } = world;
  const id = await world.dataset(0);
  const all = `/datasets/${id}/tasks`;
  const start = (type: string, more: object = {}) =>
    call('POST', all, { task_type: type, ...more });
  const codeOf = async (type: string, more?: object) => {
    const { status, body } = await start(type, more);
    return [status, (body as { error_code?: string }).error_code];
  };
  expect(await codeOf('auto-label')).toEqual([400, 'ModelArts.4405']);
  await call('POST', `/datasets/${id}/data-annotations/labels`, { labels: [{ name: 'a' }] });
  expect(await codeOf('auto-label')).toEqual([400, 'ModelArts.4406']);
  expect(await codeOf('pre-label')).toEqual([400, 'ModelArts.4396']);
  expect(await codeOf('pre-label', { model_id: 'm' })).toEqual([400, 'ModelArts.4407']);
  expect(await codeOf('auto-deploy')).toEqual([501, 'ModelArts.4383']);
  const labelled = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`auto/a/${n}.png`, png]));
  const line = {
    source: `s3://${bucket}/auto/6.png`,
    annotation: [{ type: 'modelarts/image_classification', name: 'a', confidence: 0.9 }],
  };
  await world.put({
    ...{ ...labelled, 'auto/6.png': png, 'results/auto.manifest': JSON.stringify(line) },
    'results/auto/6.png': png,
  });
  const imports = `/datasets/${id}/import-tasks`;
  taskOf(await call('POST', imports, { import_path: `/${bucket}/auto/` }));
  await world.runAll();
  const config = { algorithm_type: 'fast' };
  const task = taskOf(await start('auto-label', { config }));
  expect(await codeOf('auto-label')).toEqual([501, 'ModelArts.4386']);
  const grouping = taskOf(await start('auto-grouping', { config: { n_clusters: 2 } }));
  expect(await codeOf('auto-grouping')).toEqual([501, 'ModelArts.4394']);
  const running = `/datasets?search_content=d-${world.made}&check_running_task=true`;
  const listed = async (query: string) =>
    ((await call('GET', running + query)).body as { datasets: object[] }).datasets[0];
  expect(await listed('')).toMatchObject({ running_tasks_id: [task, grouping] });
  expect(await listed('&running_task_type=0')).toMatchObject({ running_tasks_id: [task] });
  expect(await listed('&running_task_type=7')).toMatchObject({ running_tasks_id: [grouping] });
  const shown = {
    ...{ dataset_id: id, task_id: task, type: 0, status: 1, code: 'ModelArts.4914', config },
    ...{ message: 'Auto labeling task submitted.', elapsed_time: count, progress: 0 },
    ...{ total_sample_count: 6, annotated_sample_count: 5, unconfirmed_sample_count: 0 },
    create_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) as string,
  };
  expect(await call('GET', `${all}/${task}`)).toEqual({ status: 200, body: shown });
  expect((await call('GET', all)).body).toEqual({
    ...{ total_count: 1, tasks: [shown], exist_running_deploy_task: false },
  });
  const results = { import_type: 1, import_path: `/${bucket}/results/auto.manifest` };
  taskOf(await call('POST', imports, { ...results, final_annotation: false }));
  await world.runAll();
  expect((await call('GET', `${all}/${task}`)).body).toMatchObject({
    ...{ status: 3, progress: 100, code: 'ModelArts.4916' },
    ...{ total_sample_count: 7, annotated_sample_count: 5, unconfirmed_sample_count: 1 },
  });
  expect(await call('POST', `${all}/${grouping}/stop`)).toEqual({ status: 204 });
  const waiting = `/datasets/${id}/auto-annotations/samples`;
  const { samples } = (await call('GET', waiting)).body as { samples: { sample_id: string }[] };
  const [sample] = samples;
  expect(samples).toMatchObject([{ labels: [{ name: 'a', score: 0.9 }] }]);
  const body = { samples: [{ sample_id: sample?.sample_id, labels: [{ name: 'a' }] }] };
  await call('PUT', `/datasets/${id}/data-annotations/samples`, body);
  expect((await call('GET', waiting)).body).toEqual({ sample_count: 0, samples: [] });
  expect(await world.show(id)).toMatchObject({
    ...{ annotated_sample_count: 6, unconfirmed_sample_count: 0 },
  });
  // Samples that come with proposals are results too.
  await world.put({ 'auto/7.png': png });
  taskOf(await call('POST', imports, { import_path: `/${bucket}/auto/` }));
  await world.runAll();
  const second = taskOf(await start('pre-label', { model_id: 'm' }));
  const proposed = { name: '8.png', data: png.toString('base64'), labels: [{ name: 'a' }] };
  const added = { final_annotation: false, samples: [proposed] };
  expect(
    (await call('POST', `/datasets/${id}/data-annotations/samples`, added)).body,
  ).toMatchObject({ success: true });
  expect((await call('GET', `${all}/${second}`)).body).toMatchObject({
    ...{ status: 3, unconfirmed_sample_count: 1 },
  });
  expect((await call('GET', `${all}?type=auto-grouping`)).body).toMatchObject({
    ...{ total_count: 1, tasks: [{ task_id: grouping, type: 7, status: 5 }] },
  });
  expect((await call('GET', `${all}/0000000000000000000`)).body).toMatchObject({
    error_code: 'ModelArts.4700',
  });
});

import type { ListDatasets } from '@sheaf/contract/modelarts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { picture, samplesOf } from './sample-calls.ts';
import { versionCalls, type VersionCalls } from './version-calls.ts';
import { makeWorld, type World } from './world.ts';

let world: World;
let calls: VersionCalls;
beforeAll(async () => {
  world = await makeWorld();
  calls = await versionCalls(world, 'alice');
});
afterAll(() => world.close());

test("the document's example, when all of its state comes in through the API", async () => {
  const source = { data_type: 0, data_path: '/test-obs/classify/input/animals/' };
  const id = await calls.create({
    dataset_name: 'dataset-f9e8',
    work_path: '/test-obs/classify/output/',
    data_sources: [source],
    labels: [{ name: 'cat' }],
  });
  const data = await picture();
  const samples = Array.from({ length: 10 }, (_, at) => ({
    name: `${at}.jpg`,
    data,
    labels: [{ name: 'cat' }],
  }));
  const added = await calls.call('POST', samplesOf(id), { samples });
  expect(added).toMatchObject({ status: 200, body: { success: true } });
  const versions = [];
  for (let number = 1; number <= 3; number++) versions.push(await calls.publish(id));
  const query = 'offset=0&limit=10&sort_by=create_time&order=desc&dataset_type=0&file_preview=true';
  const { status, body } = await calls.call('GET', `/datasets?${query}`);
  const { total_number, datasets } = body as ListDatasets;
  const [dataset] = datasets;
  const folder = `/test-obs/classify/output/dataset-f9e8-${id}/`;
  const preview = { url: expect.stringContaining('/media/') as string };
  expect([status, total_number]).toEqual([200, 1]);
  // Every member of the example, in its order.
  expect(dataset).toMatchObject({
    dataset_id: id,
    dataset_name: 'dataset-f9e8',
    dataset_type: 0,
    data_format: 'Default',
    next_version_num: 4,
    status: 1,
    data_sources: [source],
    create_time: expect.any(Number) as number,
    // Publishing does not move it.
    update_time: dataset?.create_time,
    description: '',
    current_version_id: versions[2]?.id,
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
    samples: [preview, preview, preview, preview],
  });
  for (const one of dataset?.samples ?? []) {
    expect(one.create_time).toBeGreaterThanOrEqual(dataset?.create_time ?? Infinity);
    const bytes = await world.app.inject((one.url ?? '').replace('http://sheaf.test', ''));
    expect([bytes.statusCode, bytes.rawPayload.toString('base64')]).toEqual([200, data]);
  }
});

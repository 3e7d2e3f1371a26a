import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Ajv } from 'ajv';
import {
  ListDatasets,
  type CreatedDataset,
  type DatasetAndFilePreview,
} from '@sheaf/contract/modelarts';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { longId, shortId, uidRange } from '../../src/dialects/modelarts/ids.ts';
import { makeDataset } from '../support/catalogue.ts';
import { datasetCalls, type DatasetCalls } from './dataset-calls.ts';
import { makeWorld, type World } from './world.ts';

// Rows of spec 004's tables that the other tests have no reason to name; docs/modelarts-coverage.md lists them all.

let world: World;
let calls: DatasetCalls;
const fits = new Ajv({ strict: false }).compile<ListDatasets>(ListDatasets);
beforeAll(async () => {
  world = await makeWorld();
  calls = await datasetCalls(world, 'alice');
});
afterAll(() => world.close());

/** The only dataset of the list whose name has this part. */
async function listed(name: string, query = ''): Promise<DatasetAndFilePreview> {
  const { body } = await calls.call('GET', `/datasets?search_content=${name}${query}`);
  expect([fits(body), fits.errors]).toEqual([true, null]);
  const { datasets, total_number } = body as ListDatasets;
  expect([datasets.length, total_number]).toEqual([1, 1]);
  return datasets[0] ?? {};
}

test('a data source is shown as it was given', async () => {
  const source = {
    data_type: 4,
    with_column_header: true,
    schema_maps: [{ src_name: 'a', dest_name: 'b' }],
    source_info: {
      cluster_id: 'id',
      cluster_mode: '1',
      cluster_name: 'name',
      database_name: 'database',
      input: '/datasets/demo',
      ip: '192.0.2.1',
      port: '8000',
      queue_name: 'queue',
      subnet_id: 'subnet',
      table_name: 'table',
      user_name: 'user',
      vpc_id: 'vpc',
    },
  };
  await calls.create({ dataset_name: 'source', dataset_type: 400, data_sources: [source] });
  expect((await listed('source')).data_sources).toEqual([source]);
});

test('a dataset names the import that it began with', async () => {
  // An import root is a bucket with the name of its folder.
  const { folder } = world.catalogue;
  await mkdir(join(folder, 'input'));
  const sources = [{ data_type: 0, data_path: `/${basename(folder)}/input/` }];
  const sent = calls.body({ dataset_name: 'begun', data_sources: sources });
  const { status, body } = await calls.call('POST', '/datasets', sent);
  const { dataset_id, import_task_id } = body as Required<CreatedDataset>;
  expect([status, import_task_id.slice(0, 20)]).toEqual([201, `${dataset_id}_`]);
  expect(await listed('begun', '&check_running_task=true')).toMatchObject({
    import_task_id,
    status: 8,
    exist_running_task: true,
    running_tasks_id: [import_task_id],
  });
});

test('a preview shows what is known of its file', async () => {
  const made = await makeDataset(world.catalogue, calls.owner, 'preview', [
    { key: 'dir/a.jpg', boxes: [], media: { store: 'x' } },
  ]);
  const { samples, data_update_time } = await listed('preview', '&file_preview=true');
  expect(samples).toEqual([
    {
      url: expect.stringContaining('/media/') as string,
      create_time: data_update_time,
      dataset_id: shortId(made.uid),
      file_id: longId(made.items[0] ?? ''),
      file_Name: 'dir/a.jpg',
      file_type: 'image/jpeg',
      width: 640,
      height: 480,
      size: 0,
    },
  ]);
});

test('the current version shows what publishing counted and was asked', async () => {
  const id = await calls.create({ dataset_name: 'published', dataset_type: 1 });
  const [first, second] = ['0000000000000000001', '0000000000000000002'];
  const uids = uidRange(id);
  const counts = {
    ...{
      total: 9,
      annotated: 8,
      sub_total: 7,
      sub_annotated: 6,
      added: 5,
      modified: 4,
      deleted: 3,
    },
    ...{ previous_total: 2, previous_annotated: 1 },
  };
  const options = {
    ...{ clear_hard_property: true, export_images: false, remove_sample_usage: true },
    with_column_header: true,
  };
  const stats = [{ name: 'car', type: 1, color: '#00ff00', count: 12, items: 8 }];
  const made = new Date('2026-01-02T03:04:05.678Z');
  const changed = new Date('2026-01-02T03:04:06.789Z');
  await world.catalogue.db.run(sql`
    insert into dataset_versions (dataset_uid, uid, name, description, status, is_current, format, train_ratio, parent_uid,
      counts, label_stats, options, message, created_at, updated_at)
    select uid, ${uidRange(second)?.first}, 'V002', 'second', 'normal', true, 'Default', '0.80',
      ${uidRange(first)?.first}, ${JSON.stringify(counts)}, ${JSON.stringify(stats)}, ${JSON.stringify(options)},
      'a note', ${made}, ${changed}
    from datasets where uid between ${uids?.first} and ${uids?.last}`);
  const dataset = await listed('published', '&contain_versions=true');
  const annotation = `${dataset.inner_annotation_path}V002/`;
  expect(dataset).toMatchObject({
    current_version_id: second,
    current_version_name: 'V002',
    dataset_version_count: 1,
    data_url: `${annotation}V002.manifest`,
  });
  expect(dataset.versions).toMatchObject([
    {
      version_id: second,
      version_name: 'V002',
      version_format: 'Default',
      description: 'second',
      status: 1,
      is_current: true,
      create_time: made.getTime(),
      update_time: changed.getTime(),
      train_evaluate_sample_ratio: '0.80',
      task_type: 1,
      tags: ['Image', 'Object detection'],
      message: 'a note',
      previous_version_id: first,
      manifest_path: `${annotation}V002.manifest`,
      data_path: `${annotation}data/`,
      total_sample_count: 9,
      annotated_sample_count: 8,
      total_sub_sample_count: 7,
      annotated_sub_sample_count: 6,
      add_sample_count: 5,
      modified_sample_count: 4,
      deleted_sample_count: 3,
      previous_total_sample_count: 2,
      previous_annotated_sample_count: 1,
      ...options,
      label_stats: [
        {
          name: 'car',
          type: 1,
          property: { '@modelarts:color': '#00ff00' },
          count: 12,
          sample_count: 8,
        },
      ],
    },
  ]);
});

import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseXml, textOf } from '../../src/formats/voc/xml.ts';
import { touchDataset, type TestItem } from '../support/catalogue.ts';
import { createExport } from '../../src/catalog/exports/create.ts';
import { getExport } from '../../src/catalog/exports/get.ts';
import { runExport } from '../../src/catalog/exports/run.ts';
import { versionCalls, type VersionCalls } from './version-calls.ts';
import { makeWorld, type World } from './world.ts';

let world: World;
let calls: VersionCalls;

beforeAll(async () => {
  world = await makeWorld();
  calls = await versionCalls(world, 'alice');
});
afterAll(() => world.close());

const box = (label: string, x = 10) => ({ label, box: [x, 20, 30.5, 40] }) as const;
const items = (count: number): TestItem[] =>
  Array.from({ length: count }, (_, at) => ({
    key: `in/${at} ü.jpg`,
    metadata: { hard: true, weather: 'rain' },
    boxes: [
      { ...box('car'), box: [10, 20, 30.5, 40] },
      ...(at === 0
        ? [{ ...box('bus'), box: [1, 2, 3, 4] as [number, number, number, number] }]
        : []),
    ],
  }));

test('a detection version: manifest, files, split, statistics, and what the list then says', async () => {
  const dataset = await calls.dataset('cars', [...items(12), { key: 'new.jpg' }]);
  const { id, uid } = await calls.publish(dataset.id, {
    train_evaluate_sample_ratio: '0.75',
    description: 'first',
  });
  const shown = await calls.version(dataset.id, id);
  expect(shown).toMatchObject({
    version_id: id,
    version_name: 'V001',
    version_format: 'Default',
    status: 1,
    is_current: true,
    description: 'first',
    train_evaluate_sample_ratio: '0.75',
    label_type: 'single',
    total_sample_count: 13,
    annotated_sample_count: 12,
    ...{ add_sample_count: 13, modified_sample_count: 0, deleted_sample_count: 0 },
    ...{ clear_hard_property: true, remove_sample_usage: true, export_images: false },
    label_stats: [
      { name: 'car', type: 1, count: 12, sample_count: 12 },
      { name: 'bus', type: 1, count: 1, sample_count: 1 },
    ],
  });
  expect(shown).not.toHaveProperty('previous_version_id');
  const folder = `/sheaf/cars-${dataset.id}/annotation/V001/`;
  expect([shown['manifest_path'], shown['data_path']]).toEqual([
    `${folder}V001.manifest`,
    `${folder}data/`,
  ]);

  const lines = await calls.manifest(shown['manifest_path']);
  expect(lines).toHaveLength(13);
  const usages = lines.map(({ usage }) => usage);
  expect(usages.filter((usage) => usage === undefined)).toHaveLength(1);
  expect(new Set(usages)).toEqual(new Set(['TRAIN', 'EVAL', undefined]));
  const [first] = lines;
  expect(first).toMatchObject({
    source: `s3://sheaf/cars-${dataset.id}/data/in/0 ü.jpg`,
    property: { weather: 'rain', '@sheaf:key': 'in/0 ü.jpg' },
    'sample-type': 0,
  });
  expect(first).not.toHaveProperty('hard');
  expect(await calls.object(first?.source ?? '')).toEqual([200, 'bytes of in/0 ü.jpg']);
  expect(first?.annotation).toMatchObject([
    {
      'annotated-by': 'human',
      'creation-time': expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) as string,
    },
  ]);
  const [status, xml] = await calls.object(first?.annotation?.[0]?.['annotation-loc'] ?? '');
  expect(status).toBe(200);
  const voc = parseXml(xml);
  expect([
    textOf(voc, 'filename'),
    voc.children.filter(({ name }) => name === 'object').length,
  ]).toEqual(['0 ü.jpg', 2]);

  const listed = await calls.call('GET', '/datasets?contain_versions=true');
  expect(listed.body).toMatchObject({
    datasets: [
      {
        dataset_id: dataset.id,
        ...{ current_version_id: id, current_version_name: 'V001', next_version_num: 2 },
        ...{ dataset_version_count: 1, data_url: shown['manifest_path'], status: 1 },
        versions: [{ version_id: id }],
      },
    ],
  });
  // Another's eyes see none of it.
  const bob = await versionCalls(world, 'bob');
  expect((await bob.object(String(shown['manifest_path'])))[0]).toBe(400);
  expect(uid).not.toBe('');
});

test('a version stays as it was when the dataset changes, and the next one says what is different', async () => {
  const { db } = world.catalogue;
  const dataset = await calls.dataset('changing', items(6));
  const one = await calls.publish(dataset.id, {
    train_evaluate_sample_ratio: '0.5',
    export_images: true,
  });
  const before = await calls.version(dataset.id, one.id);
  const manifest = await calls.object(String(before['manifest_path']));
  const archive = await exported(one.uid);

  const [a = '', b = ''] = dataset.items;
  const samples = [a.replaceAll('-', '')];
  const removed = await calls.call(
    'POST',
    `/datasets/${dataset.id}/data-annotations/samples/delete`,
    {
      ...{ samples, delete_source: true },
    },
  );
  expect(removed.status).toBe(200);
  const place = `/sheaf/changing-${dataset.id}/data/in/0 ü.jpg`;
  expect(await calls.object(place)).toEqual([200, 'bytes of in/0 ü.jpg']);
  await db.run(sql`update annotations set geometry = jsonb_set(geometry, '{x}', '99')
    where dataset_uid = ${dataset.uid} and item_uid = ${b}`);
  await db.run(sql`insert into items (dataset_uid, uid, key, status, created_at, updated_at)
    values (${dataset.uid}, gen_random_uuid(), 'zzz.jpg', 'unattempted', now(), now())`);
  await touchDataset(world.catalogue, dataset.uid);

  const two = await calls.publish(dataset.id, { version_name: 'second' });
  expect(await calls.version(dataset.id, two.id)).toMatchObject({
    version_name: 'second',
    previous_version_id: one.id,
    ...{ previous_total_sample_count: 6, previous_annotated_sample_count: 6 },
    ...{ add_sample_count: 1, modified_sample_count: 1, deleted_sample_count: 1 },
    total_sample_count: 6,
  });
  expect(await calls.object(String(before['manifest_path']))).toEqual(manifest);
  expect(await exported(one.uid)).toEqual(archive);
  expect(await exported(two.uid)).not.toEqual(archive);
  expect(await calls.version(dataset.id, one.id)).toEqual({
    ...before,
    is_current: false,
    update_time: expect.any(Number) as number,
  });

  // Both dialects export it, by its uid or its id.
  const key = { 'x-avala-api-key': calls.key };
  const listed = await world.ask(key, '/api/v1/datasets/alice/changing/versions/');
  expect(listed.body).toMatchObject({
    results: [
      { uid: two.uid, name: 'second', is_current: true },
      { uid: one.uid, name: 'V001', item_count: 6, annotated_item_count: 6 },
    ],
  });
  const asked = await world.app.inject({
    method: 'POST',
    url: '/api/v1/exports/',
    headers: key,
    payload: { format: 'JSONL', version: one.uid },
  });
  expect([asked.statusCode, asked.json<{ version: string }>().version]).toEqual([201, one.uid]);
  // What it would hold was published, and not what is there now: six boxes of six files, and one more.
  const previewed = await world.app.inject({
    method: 'POST',
    url: '/api/v1/exports/preview/',
    headers: key,
    payload: { format: 'YOLO', version: one.uid },
  });
  const names = dataset.items.map((_, at) => `bytes of in/${at} ü.jpg`);
  expect(previewed.json()).toMatchObject({
    ...{ title: 'YOLO detect', item_count: 6, items_without_media: 0, estimated: false },
    media_bytes: Buffer.byteLength(names.join('')),
    annotations: { kept: 7, converted: 0, lost: 0, proposed: 0 },
    kinds: [{ name: 'box', fate: 'kept', count: 7 }],
  });
  const narrowed = { format: 'JSONL', version: one.uid, filter_query_string: 'label=car' };
  const refused = await world.app.inject({
    ...{ method: 'POST', url: '/api/v1/exports/', headers: key, payload: narrowed },
  });
  expect([refused.statusCode, Object.keys(refused.json<object>())]).toEqual([400, ['version']]);
  const task = { path: '/out/of/it/', version_id: one.id };
  const exportTasks = `/datasets/${dataset.id}/export-tasks`;
  expect((await calls.call('POST', exportTasks, task)).status).toBe(200);
  const none = await calls.refusal('POST', exportTasks, { ...task, version_id: dataset.id });
  expect(none.slice(0, 2)).toEqual([400, '4353']);

  // Switching back, and forward again.
  expect(
    (await calls.call('PUT', `/datasets/${dataset.id}`, { current_version_id: one.id })).status,
  ).toBe(200);
  expect(await calls.show(dataset.id)).toMatchObject({
    current_version_name: 'V001',
    next_version_num: 3,
  });

  // The files of a deleted version stay; the version itself is gone.
  expect((await calls.call('DELETE', `/datasets/${dataset.id}/versions/${one.id}`)).status).toBe(
    204,
  );
  const gone = await calls.refusal('GET', `/datasets/${dataset.id}/versions/${one.id}`);
  expect(gone.slice(0, 2)).toEqual([400, '4353']);
  expect(await calls.object(String(before['manifest_path']))).toEqual(manifest);
  const source = (await calls.manifest(before['manifest_path']))[0]?.source ?? '';
  expect(await calls.object(source)).toEqual([200, 'bytes of in/0 ü.jpg']);
  expect(
    await calls.refusal('POST', `/datasets/${dataset.id}/versions`, { version_name: 'V001' }),
  ).toEqual([400, '4371', expect.any(String)]);
  expect(await calls.call('GET', `/datasets/${dataset.id}/versions`)).toMatchObject({
    body: { total_number: 1, versions: [{ version_name: 'second' }] },
  });
  // With the dataset they go.
  expect((await calls.call('DELETE', `/datasets/${dataset.id}`)).status).toBe(204);
  expect((await calls.object(String(before['manifest_path'])))[0]).toBe(400);
});

/** The hash of an archive of a version: the same content has the same bytes. */
async function exported(uid: string): Promise<unknown> {
  const ctx = await world.catalogue.as('alice');
  const input = {
    name: 'x',
    format: 'COCO',
    datasets: [],
    projects: [],
    slices: [],
    version: uid,
    includeMedia: true,
  };
  const row = await createExport(ctx, input);
  expect(await runExport(ctx, row.uid)).toBe('exported');
  return (await getExport(ctx, row.uid)).sha256;
}

import { Readable } from 'node:stream';
import type { ListLabels } from '@sheaf/contract/modelarts';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shortId, uidRange } from '../../src/dialects/modelarts/ids.ts';
import { makeDataset } from '../support/catalogue.ts';
import { datasetCalls, type DatasetCalls } from './dataset-calls.ts';
import { makeWorld, type World } from './world.ts';

let world: World;
let calls: DatasetCalls;
beforeAll(async () => {
  world = await makeWorld();
  calls = await datasetCalls(world, 'alice');
});
afterAll(() => world.close());

const path = (id: string, rest = '') => `/datasets/${id}/data-annotations/labels${rest}`;
const list = async (id: string, query = '') => {
  const reply = await calls.call('GET', path(id, query));
  expect(reply.status).toBe(200);
  return (reply.body as ListLabels).labels;
};
const names = async (id: string, query = '') => (await list(id, query)).map((label) => label.name);
const ok = (count: number) => ({
  status: 200,
  body: { success: true, results: Array.from({ length: count }, () => ({ success: true })) },
});

test('labels are made with all their properties, each for itself', async () => {
  const id = await calls.create({ dataset_type: 1 });
  const property = {
    '@modelarts:color': '#ffffff',
    '@modelarts:shortcut': 'D',
    '@modelarts:default_shape': 'polygon',
  };
  const labels = [
    {
      name: 'dog',
      type: 1,
      property,
      attributes: [
        {
          name: 'size',
          type: 'select',
          default_value: 'big',
          values: [{ value: 'big' }, { value: 'small' }],
        },
        { name: 'note', type: 'text' },
      ],
    },
    { name: 'dog' },
    { name: 'cat', property: { '@modelarts:shortcut': 'D' } },
    { name: '人/属性' },
  ];
  const reply = await calls.call('POST', path(id), { labels });
  expect(reply).toMatchObject({
    status: 200,
    body: {
      success: false,
      error_code: 'ModelArts.4411',
      results: [
        { success: true },
        { success: false, error_code: 'ModelArts.4411' },
        { success: false, error_code: 'ModelArts.4412' },
        { success: true },
      ],
    },
  });
  const attribute: unknown = expect.stringMatching(/^\w{19}$/);
  const shown = await list(id);
  expect(shown).toEqual([
    {
      name: 'dog',
      type: 1,
      property,
      attributes: [
        {
          id: attribute,
          name: 'size',
          type: 'select',
          default_value: 'big',
          values: [
            { id: attribute, value: 'big' },
            { id: attribute, value: 'small' },
          ],
        },
        { id: attribute, name: 'note', type: 'text' },
      ],
    },
    { name: '人/属性', type: 1, property: { '@modelarts:color': expect.any(String) as unknown } },
  ]);
  expect((await calls.show(id)).labels).toEqual(shown);
  const { body } = await calls.call('GET', '/datasets?with_labels=true&limit=1');
  expect(body).toMatchObject({ datasets: [{ labels: shown }] });
  expect(await names(id, '?limit=1&offset=1')).toEqual(['人/属性']);
  for (const bad of [
    { labels: 1 },
    {},
    { labels: [{ name: 'x', type: 100 }] },
    { labels: [{ name: 'x', property: { '@modelarts:color': 'red' } }] },
  ]) {
    expect((await calls.refusal('POST', path(id), bad)).slice(0, 2)).toEqual([400, '4396']);
  }
});

test('they are renamed and changed, several at once and one by its name in the path', async () => {
  const id = await calls.create({ labels: [{ name: 'a' }, { name: 'b' }, { name: 'c/d e' }] });
  const rename = (name: string, to: string) => ({ name, property: { '@modelarts:rename_to': to } });
  const reply = await calls.call('PUT', path(id), {
    labels: [rename('a', 'a2'), rename('b', 'a2'), { name: 'x' }],
  });
  expect(reply).toMatchObject({
    status: 200,
    body: {
      success: false,
      results: [
        { success: true },
        { error_code: 'ModelArts.4411' },
        { error_code: 'ModelArts.4410' },
      ],
    },
  });
  const one = path(id, `/${encodeURIComponent('c/d e')}`);
  const change = { '@modelarts:color': '#010203', '@modelarts:rename_to': '人'.repeat(256) };
  expect(await calls.call('PUT', `${one}?label_type=0`, change)).toEqual({ status: 204 });
  expect(await names(id)).toEqual(['a2', 'b', '人'.repeat(256)]);
  const long = path(id, `/${encodeURIComponent('人'.repeat(256))}`);
  expect(await calls.call('PUT', long, { '@modelarts:color': '' })).toEqual({ status: 204 });
  expect((await list(id))[2]?.property?.['@modelarts:color']).not.toBe('#010203');
  expect((await calls.refusal('PUT', one, change))[1]).toBe('4410');
  expect((await calls.refusal('PUT', `${long}?label_type=1`, {}))[1]).toBe('4396');
  expect(await calls.call('DELETE', long)).toEqual({ status: 204 });
  expect(await names(id)).toEqual(['a2', 'b']);
});

test('a deleted label takes its annotations with it, and its class index is not given again', async () => {
  const box: [number, number, number, number] = [1, 2, 3, 4];
  const made = await makeDataset(world.catalogue, calls.owner, 'boxes', [
    {
      key: 'a',
      boxes: [
        { label: 'car', box },
        { label: 'bus', box },
      ],
    },
    { key: 'b', boxes: [{ label: 'bus', box }] },
    { key: 'c', boxes: [] },
  ]);
  const id = shortId(made.uid);
  expect(await calls.show(id)).toMatchObject({ annotated_sample_count: 2 });
  expect(await calls.call('POST', path(id, '/delete'), { labels: [{ name: 'bus' }] })).toEqual(
    ok(1),
  );
  expect(await calls.show(id)).toMatchObject({ annotated_sample_count: 1, total_sample_count: 3 });
  const rows = await world.catalogue.db.rows(sql`
    select i.key, i.annotations_count as n, i.status, t.status as task
    from items i join tasks t on t.dataset_uid = i.dataset_uid and t.item_uid = i.uid
    where i.dataset_uid = ${made.uid} order by i.key`);
  expect(rows).toEqual([
    { key: 'a', n: 1, status: 'completed', task: 'completed' },
    { key: 'b', n: 0, status: 'unattempted', task: 'pending' },
    // Somebody looked and found nothing: that stays true.
    { key: 'c', n: 0, status: 'completed', task: 'completed' },
  ]);
  expect(
    await calls.call('POST', path(id), { labels: [{ name: 'van' }, { name: 'bus' }] }),
  ).toEqual(ok(2));
  const indexes = await world.catalogue.db.rows(sql`
    select name, class_index from labels where project_uid = ${made.projectUid} order by class_index`);
  expect(indexes).toEqual([
    { name: 'car', class_index: 0 },
    { name: 'van', class_index: 2 },
    { name: 'bus', class_index: 3 },
  ]);
});

test('with a policy, items that have no other label go too, and their bytes', async () => {
  const box: [number, number, number, number] = [1, 2, 3, 4];
  const keys = ['only', 'both', 'none', 'other'];
  const labels = [['bus'], ['bus', 'car'], [], ['van']];
  const made = await makeDataset(
    world.catalogue,
    calls.owner,
    'policies',
    keys.map((key, at) => ({
      key,
      boxes: (labels[at] ?? []).map((label) => ({ label, box })),
      media: { store: `media/x/${key}` },
    })),
  );
  const id = shortId(made.uid);
  const { store } = await world.catalogue.as('alice');
  for (const key of keys) await store.write(`media/x/${key}`, Readable.from([Buffer.from(key)]));
  const left = async () => {
    const rows = await world.catalogue.db.rows<{ key: string }>(
      sql`select key from items where dataset_uid = ${made.uid} order by key`,
    );
    return rows.map((row) => row.key);
  };
  const removal = { labels: [{ name: 'bus' }] };
  expect(await calls.call('POST', path(id, '/delete?delete_policy=1'), removal)).toEqual(ok(1));
  expect(await left()).toEqual(['both', 'none', 'other']);
  // Its bytes stay, because a version may name them.
  expect(await store.size('media/x/only')).toBe(4);
  expect((await calls.call('DELETE', path(id, '/van?delete_source=true'))).status).toBe(204);
  expect(await left()).toEqual(['both', 'none']);
  expect(await store.size('media/x/other')).toBeUndefined();
  expect(await calls.show(id)).toMatchObject({
    total_sample_count: 2,
    deleted_sample_count: 2,
    annotated_sample_count: 1,
  });
  expect((await calls.refusal('POST', path(id, '/delete?delete_policy=3'), removal))[1]).toBe(
    '4396',
  );
});

test('labels of a project that has other datasets are not deleted', async () => {
  const made = await makeDataset(world.catalogue, calls.owner, 'shared', [
    { key: 'a', boxes: [{ label: 'car', box: [1, 2, 3, 4] }] },
  ]);
  const other = await makeDataset(world.catalogue, calls.owner, 'sharing', []);
  await world.catalogue.db.run(
    sql`insert into project_datasets values (${made.projectUid}, ${other.uid}, now())`,
  );
  const refused = await calls.refusal('DELETE', path(shortId(made.uid), '/car'));
  expect(refused).toEqual([400, '0104', expect.stringContaining('other datasets')]);
  expect(await names(shortId(made.uid))).toEqual(['car']);
});

test('triplets have entities and relations between them', async () => {
  const id = await calls.create({ dataset_type: 102 });
  const relation = {
    name: 'owns',
    type: 102,
    property: { '@modelarts:from_type': 'person', '@modelarts:to_type': 'thing' },
  };
  const entities = [
    { name: 'person', type: 103 },
    { name: 'thing', type: 103 },
  ];
  expect(await calls.call('POST', path(id), { labels: [relation, ...entities] })).toEqual(ok(3));
  expect(await list(id)).toMatchObject([...entities, relation]);
  const results = async (labels: object[], rest = '') => {
    const { body } = await calls.call('POST', path(id, rest), { labels });
    return (body as { results: { error_code?: string }[] }).results.map(
      (result) => result.error_code,
    );
  };
  expect(
    await results([
      { name: 'has', type: 102 },
      { name: 'x', type: 103 },
    ]),
  ).toEqual(['ModelArts.4414', undefined]);
  expect(await results([{ name: 'person' }], '/delete')).toEqual(['ModelArts.4415']);
  expect(await results([{ name: 'person' }, { name: 'owns' }], '/delete')).toEqual([
    undefined,
    undefined,
  ]);
  const twice = await calls.create({ dataset_type: 102, labels: [relation, ...entities] });
  expect(await names(twice)).toEqual(['person', 'thing', 'owns']);
});

test('a version shows the labels that it was published with', async () => {
  const id = await calls.create({ labels: [{ name: 'now' }] });
  const range = uidRange(id);
  const stats = JSON.stringify([{ name: 'then', type: 0, color: '#000000', count: 1, items: 1 }]);
  await world.catalogue.db.run(sql`
    insert into dataset_versions (dataset_uid, uid, name, status, format, train_ratio, label_stats, created_at, updated_at)
    select uid, ${uidRange('0000000000000000001')?.first}, 'V001', 'normal', 'Default', '1.00', ${stats}, now(), now()
    from datasets where uid between ${range?.first} and ${range?.last}`);
  expect(await list(id, '?version_id=0000000000000000001')).toEqual([
    { name: 'then', type: 0, property: { '@modelarts:color': '#000000' } },
  ]);
  expect((await calls.refusal('GET', path(id, '?version_id=x')))[1]).toBe('4353');
});

test('what has no labels says so', async () => {
  const id = await calls.create({ dataset_type: 400 });
  expect(await list(id)).toEqual([]);
  expect((await calls.refusal('POST', path(id), { labels: [{ name: 'a' }] })).slice(0, 2)).toEqual([
    501,
    '4383',
  ]);
});

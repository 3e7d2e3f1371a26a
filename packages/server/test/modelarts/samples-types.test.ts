import { afterAll, beforeAll, expect, test } from 'vitest';
import { datasetCalls, type DatasetCalls } from './dataset-calls.ts';
import { makeWorld, type World } from './world.ts';

let world: World;
let calls: DatasetCalls;
beforeAll(async () => {
  world = await makeWorld();
  calls = await datasetCalls(world, 'alice');
});
afterAll(() => world.close());

const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
const wave = base64(Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), Buffer.alloc(40)]));
const video = base64(Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isom'));

interface Added {
  results: { success: boolean; info?: string; error_code?: string }[];
}

async function made(dataset_type: number, more: object = {}) {
  const id = await calls.create({
    dataset_type,
    dataset_name: `t-${dataset_type}-${Date.now()}`,
    ...more,
  });
  const path = `/datasets/${id}/data-annotations/samples`;
  return {
    id,
    add: async (body: object) => (await calls.call('POST', path, body)).body as Added,
    label: (sample_id: string, labels: object[]) =>
      calls.call('PUT', path, { samples: [{ sample_id, labels }] }),
    list: async (query = '') =>
      ((await calls.call('GET', `${path}?order=asc&${query}`)).body as { samples: object[] })
        .samples,
  };
}

test('each line of a text is a sample, with the labels behind it', async () => {
  const { add, list, id } = await made(100);
  const data = base64('good morning\tnice,warm\n\nbad\tcold\n');
  const { results } = await add({ samples: [{ name: 'a.txt', data }] });
  const ids = results[0]?.info?.split(',') ?? [];
  expect(await list()).toMatchObject([
    {
      ...{
        sample_id: ids[0],
        sample_type: 1,
        source: 'content://good morning',
        sample_data: ['good morning'],
      },
      ...{ sample_name: '000000001', sample_size: 12 },
      labels: [{ name: 'nice', type: 100 }, { name: 'warm' }],
    },
    { sample_id: ids[1], source: 'content://bad', labels: [{ name: 'cold' }] },
  ]);
  expect((await add({ samples: [{ name: 'a.txt', data }] })).results).toMatchObject([
    { error_code: 'ModelArts.4422' },
  ]);
  const gbk = Buffer.from([0xc4, 0xe3, 0xba, 0xc3]).toString('base64');
  await add({
    label_format: { label_type: '0' },
    samples: [{ name: 'b.txt', data: gbk, encoding: 'GBK' }],
  });
  expect((await list()).at(-1)).toMatchObject({ source: 'content://你好', labels: [] });
  expect((await add({ samples: [{ name: 'c.txt', data: gbk }] })).results).toMatchObject([
    { error_code: 'ModelArts.4421' },
  ]);
  expect(await calls.show(id)).toMatchObject({ total_sample_count: 3, annotated_sample_count: 2 });
});

test('entities and the relations between them', async () => {
  const { add, label, list } = await made(102);
  const { results } = await add({
    samples: [{ name: 'a.txt', data: base64('Bob is from Shenzhen') }],
  });
  const span = (start: number, end: number) => ({
    '@modelarts:start_index': start,
    '@modelarts:end_index': end,
  });
  await label(results[0]?.info ?? '', [
    {
      name: 'home',
      type: 102,
      id: 'R1',
      property: { '@modelarts:from': 'E1', '@modelarts:to': 'E2' },
    },
    { name: 'person', type: 103, id: 'E1', property: span(0, 3) },
    { name: 'city', type: 103, id: 'E2', property: span(12, 20) },
  ]);
  const [sample] = (await list()) as {
    sample_id: string;
    labels: { name: string; id: string; type: number; property: object }[];
  }[];
  const of = (name: string) => sample?.labels.find((one) => one.name === name);
  expect(of('person')).toMatchObject({ type: 103, property: span(0, 3) });
  const property = { '@modelarts:from': of('person')?.id, '@modelarts:to': of('city')?.id };
  expect(of('home')).toMatchObject({ type: 102, property });
  // What was read can be written again.
  await label(sample?.sample_id ?? '', sample?.labels ?? []);
  expect(((await list()) as (typeof sample)[])[0]?.labels).toEqual(sample?.labels);
  const dangling = await label(sample?.sample_id ?? '', [
    { name: 'home', property: { '@modelarts:from': 'E1', '@modelarts:to': 'E2' } },
  ]);
  expect(dangling.body).toMatchObject({ success: false, error_code: 'ModelArts.4396' });
});

test.each([
  [200, { name: 'bark' }, { type: 200, property: {} }],
  [201, { property: { '@modelarts:content': 'Hello' } }, { name: 'content', type: 201 }],
  [
    202,
    {
      property: {
        '@modelarts:start_time': '00:00:01.500',
        '@modelarts:end_time': '00:00:02.000',
        '@modelarts:source': 'Tom',
        '@modelarts:content': 'Hi',
      },
    },
    { name: 'speech', type: 202 },
  ],
])('a recording in a dataset of type %j', async (type, given, shown) => {
  const { add, label, list } = await made(type);
  expect(
    (await add({ samples: [{ name: 'x.wav', data: base64('no sound') }] })).results,
  ).toMatchObject([{ error_code: 'ModelArts.4421' }]);
  const { results } = await add({ samples: [{ name: 'a.wav', data: wave }] });
  expect((await label(results[0]?.info ?? '', [given])).body).toMatchObject({ success: true });
  expect(await list()).toMatchObject([{ sample_type: 2, labels: [{ ...given, ...shown }] }]);
});

test('tables and free formats hold files and have no labels', async () => {
  for (const [type, more] of [
    [400, { schema: [{ name: 'a', type: 'STRING' }] }],
    [900, {}],
  ] as const) {
    const { add, label, list } = await made(type, more);
    const { results } = await add({ samples: [{ name: 'a.csv', data: base64('1,2\n') }] });
    expect(await list()).toMatchObject([{ sample_type: type / 100, sample_size: 4, labels: [] }]);
    const refused = await label(results[0]?.info ?? '', [{ name: 'x' }]);
    expect(refused).toMatchObject({ status: 501, body: { error_code: 'ModelArts.4383' } });
    expect((await label(results[0]?.info ?? '', [])).body).toMatchObject({ success: true });
  }
});

test('frames of a video are samples of their own, counted beside it', async () => {
  const { add, list, id } = await made(600);
  const jpeg = base64(
    Buffer.from(
      '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AKp//2Q==',
      'base64',
    ),
  );
  const { results } = await add({ samples: [{ name: 'a.mp4', data: video }] });
  const parent = results[0]?.info;
  const frame = {
    name: 'images/a/a.1.jpg',
    data: jpeg,
    metadata: { parent },
    labels: [
      {
        name: 'car',
        property: {
          '@modelarts:feature': [
            [0, 0],
            [1, 1],
          ],
        },
      },
    ],
  };
  expect(await add({ samples: [frame] })).toMatchObject({ success: true });
  expect(await calls.show(id)).toMatchObject({
    ...{ total_sample_count: 2, total_sub_sample_count: 1, annotated_sub_sample_count: 1 },
  });
  expect(await list('sample_type=6')).toMatchObject([{ sample_type: 6 }]);
  expect(await list('sample_type=0')).toMatchObject([
    { sample_type: 0, metadata: { '@modelarts:parent_source': parent }, labels: [{ type: 600 }] },
  ]);
  const condition = encodeURIComponent(JSON.stringify([{ parent_sample_id: parent }]));
  expect(await list(`search_conditions=${condition}`)).toHaveLength(1);
});

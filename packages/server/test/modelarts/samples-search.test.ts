import { afterAll, beforeAll, expect, test } from 'vitest';
import { ids, picture, sampleCalls, samplesOf, type SampleCalls } from './sample-calls.ts';
import { makeWorld, type World } from './world.ts';

let world: World;
let calls: SampleCalls;
beforeAll(async () => {
  world = await makeWorld();
  calls = await sampleCalls(world, 'alice');
});
afterAll(() => world.close());

const make: SampleCalls['make'] = (...args) => calls.make(...args);
const call: SampleCalls['call'] = (...args) => calls.call(...args);
const batch: SampleCalls['batch'] = (...args) => calls.batch(...args);
const add: SampleCalls['add'] = (...args) => calls.add(...args);
const list: SampleCalls['list'] = (...args) => calls.list(...args);
const names: SampleCalls['names'] = (...args) => calls.names(...args);

test('samples are looked for by everything that the document names', async () => {
  const id = await make(1);
  const data = await picture();
  const feature = [
    [1, 1],
    [9, 9],
  ];
  const cat = (more: object = {}) => ({
    name: 'cat',
    property: { '@modelarts:feature': feature, ...more },
  });
  await add(
    id,
    {
      name: 'in/1.jpg',
      data,
      labels: [cat({ age: 'old' })],
      metadata: { '@modelarts:hard': 1, '@modelarts:hard_coefficient': 0.7, place: 'rome' },
    },
    { name: 'in/2.jpg', data, labels: [{ ...cat(), name: 'dog', score: 0.5 }, cat()] },
    { name: 'out/3.jpg', data, metadata: { place: 'oslo' } },
  );
  const search = async (...conditions: object[]) =>
    (
      await names(
        id,
        `order=asc&search_conditions=${encodeURIComponent(JSON.stringify(conditions))}`,
      )
    )
      .map((name) => name?.[0])
      .join('');
  const labelled = (...labels: object[]) => ({ label_list: { labels } });
  const both = { label_list: { op: 'AND', labels: [{ name: 'cat' }, { name: 'dog' }] } };
  expect(await search()).toBe('123');
  expect(await search({ sample_name: '3.JPG' })).toBe('3');
  expect(await search({ sample_dir: '/test-obs/classify/input/cat-dog/in/' })).toBe('12');
  expect(await search(labelled({ name: 'cat' }))).toBe('12');
  expect(await search(labelled({ name: 'cat', property: { age: ['old', 'new'] } }))).toBe('1');
  expect(await search(labelled({ name: 'dog', type: 1 }))).toBe('2');
  expect(await search(labelled({ name: 'cat', type: 0 }))).toBe('');
  expect(await search(both)).toBe('2');
  expect(await search({ hard: '1' })).toBe('1');
  expect(await search({ hard: 'false' })).toBe('23');
  expect(await search({ coefficient: '0.5,0.8' })).toBe('1');
  expect(await search({ score: '0.4,0.6' })).toBe('2');
  expect(await search({ labeler: 'human/alice' })).toBe('12');
  expect(await search({ metadata: { op: 'AND', props: { place: ['oslo'] } } })).toBe('3');
  expect(await search({ sample_time: 'day' })).toBe('123');
  expect(await search({ sample_time: '20200101-20200102' })).toBe('');
  expect(await search({ sample_name: '.jpg' }, { hard: 1 })).toBe('1');
  expect(await search({ parent_sample_id: 'a'.repeat(32) })).toBe('');
  expect(await names(id, 'label_name=dog&label_type=1')).toEqual(['2.jpg']);
  expect(await names(id, 'limit=2&offset=1&order=asc')).toEqual(['3.jpg']);
  expect((await list(id, 'limit=1&offset=9')).sample_count).toBe(3);
  expect(await names(id, 'sample_state=__REJECTED__')).toEqual([]);
  expect(await names(id, 'sample_type=1')).toEqual([]);
  expect(await names(id, 'sample_type=0&high_score=0.6')).toEqual(['2.jpg']);
  const small = await list(
    id,
    'limit=1&preview=true&process_parameter=image%2Fresize%2Cm_lfit%2Ch_200',
  );
  expect(small.samples[0]?.source).toMatch(/\/thumbnail$/);
  expect(small.samples[0]?.preview).toMatch(/\/thumbnail$/);
  for (const [query, code] of [
    ['search_conditions=x', 4396],
    ['search_conditions=%5B%7B%22hard%22%3A%22x%22%7D%5D', 4396],
    ['sample_state=ALL', 4396],
    ['limit=101', 4396],
    ['low_score=2', 4396],
    ['label_type=7', 4396],
    ['version_id=x', 4353],
    ['version_id=54IXbeJhfttGpL46lbv', 4353],
  ] as const) {
    const reply = await call('GET', `${samplesOf(id)}?${query}`);
    expect([query, reply]).toMatchObject([
      query,
      { status: 400, body: { error_code: `ModelArts.${code}` } },
    ]);
  }
});

test('what can be looked for, and what is counted', async () => {
  const id = await make(1);
  const data = await picture();
  const cat = {
    name: 'cat',
    property: {
      '@modelarts:feature': [
        [1, 1],
        [9, 9],
      ],
    },
  };
  const given = [1, 2, 3].map((at) => ({
    name: `${at}.jpg`,
    data,
    labels: at < 3 ? [cat, cat] : [],
    metadata: { place: 'rome' },
  }));
  const [, , last = ''] = ids(
    await add(id, ...given, {
      name: '4.jpg',
      data,
      metadata: { '@modelarts:hard': 1, '@modelarts:hard_reasons': [3] },
    }),
  );
  await batch('POST', `${samplesOf(id)}/delete`, { samples: [last] });
  const annotations = `/datasets/${id}/data-annotations`;
  const property = { '@modelarts:color': expect.any(String) as string };
  expect((await call('GET', `${annotations}/search-condition`)).body).toEqual({
    labels: [{ name: 'cat', type: 1, property }],
    metadata: { place: ['rome'] },
    labelers: ['human/alice'],
  });
  const use = { name: 'cat', type: 1, property, count: 4, sample_count: 2 };
  expect((await call('GET', `${annotations}/stats`)).body).toEqual({
    label_stats: [use],
    grouped_label_stats: { 1: [use] },
    sample_stats: {
      un_annotation: 1,
      all: 3,
      total: 4,
      deleted: 1,
      manual_annotation: 2,
      auto_annotation: 0,
      lefted: 3,
    },
    key_sample_stats: { total: 3, non_key_sample: 2, key_sample: 1 },
    hard_detail_stats: { 3: { key: 1, value: { id: 3 } } },
    deletion_stats: {},
    metadata_stats: {},
    data_path: '/test-obs/classify/input/cat-dog/',
    data_spliting_enable: false,
  });
  const [start, end] = [Date.now() - 86_400_000, Date.now() + 1000];
  expect(
    (await call('GET', `/datasets/${id}/metrics?start_time=${start}&end_time=${end}`)).body,
  ).toEqual({
    metrics: {
      total: { [start]: 0, [start + 86_400_000]: 3, [end]: 3 },
      manual_annotation: { [start]: 0, [start + 86_400_000]: 2, [end]: 2 },
      un_annotation: { [start]: 0, [start + 86_400_000]: 1, [end]: 1 },
    },
  });
  expect(await call('GET', `/datasets/${id}/metrics?start_time=5`)).toMatchObject({ status: 400 });
});

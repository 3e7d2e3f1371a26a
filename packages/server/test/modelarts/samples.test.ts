import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uidRange } from '../../src/dialects/modelarts/ids.ts';
import { codes, ids, picture, sampleCalls, samplesOf, type SampleCalls } from './sample-calls.ts';
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
const label: SampleCalls['label'] = (...args) => calls.label(...args);
const list: SampleCalls['list'] = (...args) => calls.list(...args);
const names: SampleCalls['names'] = (...args) => calls.names(...args);

const base64 = (text: string) => Buffer.from(text).toString('base64');

test('the example of the document: a sample is added, labelled, shown and deleted', async () => {
  const id = await make(0);
  const added = await add(id, { name: '2.jpg', data: await picture() });
  expect(added).toEqual({
    success: true,
    results: [
      {
        success: true,
        name: '/test-obs/classify/input/cat-dog/2.jpg',
        info: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      },
    ],
  });
  const [sample = ''] = ids(added);
  const labelled = await label(id, { sample_id: sample, labels: [{ name: 'yunbao' }] });
  expect(labelled).toEqual({ success: true, results: [{ success: true }] });
  const shown = await calls.sample(id, sample);
  expect(shown).toEqual({
    sample_id: sample,
    sample_name: '2.jpg',
    sample_dir: '/test-obs/classify/input/cat-dog/',
    sample_type: 0,
    sample_size: Buffer.from(await picture(), 'base64').length,
    sample_time: expect.any(Number) as number,
    sample_status: 'MANUAL_ANNOTATION',
    labels: [{ name: 'yunbao', type: 0, id: expect.any(String) as string, property: {} }],
    metadata: { '@modelarts:size': [64, 48] },
    source: expect.stringMatching(
      /^http:\/\/sheaf\.test\/media\/[\w-]+\/[\w-]+\/original$/,
    ) as string,
    annotated_by: 'human/alice',
  });
  expect(await list(id)).toEqual({ sample_count: 1, samples: [shown] });
  const picked = await world.app.inject(new URL(shown.source ?? '').pathname);
  expect([picked.statusCode, picked.headers['content-type']]).toEqual([200, 'image/jpeg']);
  const gone = await batch('POST', `${samplesOf(id)}/delete`, {
    samples: [sample],
    deletion_reasons: ['blurred'],
  });
  expect(gone).toEqual({ success: true, results: [{ success: true }] });
  expect(await list(id)).toEqual({ sample_count: 0, samples: [] });
  expect(await calls.show(id)).toMatchObject({
    ...{ total_sample_count: 0, annotated_sample_count: 0 },
    ...{ deleted_sample_count: 1, deletion_stats: { blurred: 1 } },
  });
  const again = await batch('POST', `${samplesOf(id)}/delete`, { samples: [sample, 'x'] });
  expect([again.error_code, ...codes(again)]).toEqual(Array(3).fill('ModelArts.4420'));
});

test('what cannot be added says why, and leaves neither a row nor bytes', async () => {
  const id = await make(1);
  const data = await picture();
  const box = {
    '@modelarts:shape': 'bndbox',
    '@modelarts:feature': [
      [1, 2],
      [30, 40],
    ],
  };
  const outside = {
    ...box,
    '@modelarts:feature': [
      [1, 2],
      [300, 40],
    ],
  };
  const answer = await add(
    id,
    {
      name: 'a.jpg',
      data,
      labels: [{ name: 'cat', property: box }],
      metadata: { '@modelarts:hard': 1, place: 'x' },
    },
    { name: 'a.jpg', data },
    { name: 'b.jpg', data: base64('no picture') },
    { name: 'c.jpg', data, labels: [{ name: 'cat', property: outside }] },
    { name: 'd.jpg', data: '%%%' },
    { name: 'e.jpg', data, labels: [{ name: 'cat' }] },
    { name: '../f.jpg', data },
    { name: 'g.jpg' },
  );
  expect(codes(answer)).toEqual([
    undefined,
    ...['ModelArts.4422', 'ModelArts.4421'],
    ...Array<string>(5).fill('ModelArts.4396'),
  ]);
  const { uid } = (await world.catalogue.db.row<{ uid: string }>(
    sql`select uid from items where dataset_uid between ${uidRange(id)?.first} and ${uidRange(id)?.last}`,
  )) ?? { uid: '' };
  expect(ids(answer)[0]).toBe(uid.replaceAll('-', ''));
  const { store } = await world.catalogue.as('alice');
  const [dataset] = await world.catalogue.db.rows<{ uid: string; items: number; size: number }>(sql`
    select dataset_uid as uid, item_count as items, size_bytes as size from dataset_stats where dataset_uid = (
      select dataset_uid from items where uid = ${uid})`);
  expect(await store.size(`media/${dataset?.uid ?? ''}/${uid}`)).toBe(dataset?.size);
  expect(dataset?.items).toBe(1);
  expect(await calls.sample(id, uid)).toMatchObject({
    labels: [{ name: 'cat', type: 1, property: box }],
    metadata: { '@modelarts:hard': 1 },
  });
  const clash = await add(id, { name: 'a.jpg', data });
  expect(clash).toMatchObject({ success: false, error_code: 'ModelArts.4422' });
});

test('labels replace what was there; what came back unchanged stays as exact as it was', async () => {
  const id = await make(1);
  const [sample = ''] = ids(await add(id, { name: 'a.jpg', data: await picture() }));
  const at = (...feature: number[][]) => ({ '@modelarts:feature': feature });
  const property = { ...at([1, 1], [9, 9]), '@modelarts:hard_coefficient': '0.5', far: 'yes' };
  await label(id, {
    sample_id: sample,
    labels: [
      { name: 'cat', property, score: 0.9 },
      { name: 'dog', property: { ...at([60, 40], [9]), '@modelarts:shape': 'circle' } },
    ],
    sample_usage: 'EVAL',
    metadata: { '@modelarts:hard': 'true', '@modelarts:hard_reasons': [3, 20] },
  });
  const first = await calls.sample(id, sample);
  expect(first).toMatchObject({
    sample_usage: 'EVAL',
    metadata: { '@modelarts:hard': 1, '@modelarts:hard_reasons': [3, 20] },
    labels: [
      { name: 'cat', score: 0.9, property: { ...property, '@modelarts:shape': 'bndbox' } },
      { name: 'dog', property: { '@modelarts:shape': 'circle', ...at([60, 40], [9]) } },
    ],
  });
  const [cat, dog] = first.labels ?? [];
  await label(id, {
    sample_id: sample,
    labels: [{ id: dog?.id, name: 'puppy' }, cat],
    sample_usage: 'INFERENCE',
  });
  const second = await calls.sample(id, sample);
  expect(second.sample_usage).toBe('INFERENCE');
  expect(second.labels).toEqual(expect.arrayContaining([cat, { ...dog, name: 'puppy' }]));
  await label(id, { sample_id: sample });
  expect(await calls.sample(id, sample)).toMatchObject({
    labels: [],
    sample_status: 'UN_ANNOTATION',
  });
  expect(
    codes(await label(id, { sample_id: 'f'.repeat(32) }, { sample_id: sample, sample_usage: 'x' })),
  ).toEqual([...['ModelArts.4420', 'ModelArts.4396']]);
});

test('proposals wait to be confirmed', async () => {
  const id = await make(0);
  const data = await picture();
  const answer = await batch('POST', samplesOf(id), {
    final_annotation: false,
    samples: [
      { name: 'a.jpg', data, labels: [{ name: 'cat', score: 0.4 }] },
      { name: 'b.jpg', data },
    ],
  });
  const [sample = ''] = ids(answer);
  expect(await calls.show(id)).toMatchObject({
    unconfirmed_sample_count: 1,
    annotated_sample_count: 0,
  });
  expect(await calls.sample(id, sample)).toMatchObject({
    sample_status: 'AUTO_ANNOTATION',
    labels: [],
  });
  const waiting = await list(id, 'sample_state=__AUTO_ANNOTATION__&low_score=0.3&label_name=cat');
  expect(waiting.samples).toMatchObject([
    { sample_id: sample, labels: [{ name: 'cat', score: 0.4 }] },
  ]);
  expect(await names(id, 'sample_state=__AUTO_ANNOTATION__&low_score=0.5')).toEqual([]);
  expect(await names(id, 'sample_state=__NONE__')).toEqual(['b.jpg']);
  await label(id, { sample_id: sample, labels: waiting.samples[0]?.labels });
  expect(await calls.show(id)).toMatchObject({
    unconfirmed_sample_count: 0,
    annotated_sample_count: 1,
  });
  expect(await names(id, 'sample_state=__ALL__')).toEqual(['a.jpg']);
  const refused = await call('POST', samplesOf(await make(100)), {
    final_annotation: false,
    samples: [{}],
  });
  expect(refused).toMatchObject({ status: 501, body: { error_code: 'ModelArts.4383' } });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListSamples } from '@sheaf/contract/modelarts';
import { samplesOf } from './sample-calls.ts';
import { versionCalls, type VersionCalls } from './version-calls.ts';
import { makeWorld, type World } from './world.ts';

let world: World;
let calls: VersionCalls;
beforeAll(async () => {
  world = await makeWorld();
  calls = await versionCalls(world, 'alice');
});
afterAll(() => world.close());

test('the samples of a version stay as they were', async () => {
  const box: [number, number, number, number] = [10, 20, 30, 40];
  const dataset = await calls.dataset(
    'kept',
    ['a', 'b', 'c'].map((key) => ({ key: `${key}.jpg`, boxes: [{ label: 'car', box }] })),
  );
  const { id: version } = await calls.publish(dataset.id);
  const path = samplesOf(dataset.id);
  const [a, b] = dataset.items.map((uid) => uid.replaceAll('-', ''));
  await calls.call('POST', `${path}/delete`, { samples: [a] });
  await calls.call('PUT', path, { samples: [{ sample_id: b }] });
  const list = async (query: string) =>
    (await calls.call('GET', `${path}?${query}`)).body as ListSamples;
  expect((await list('')).sample_count).toBe(2);
  const whole = await list(`version_id=${version}&order=asc`);
  const property = {
    '@modelarts:shape': 'bndbox',
    '@modelarts:feature': [
      [10, 20],
      [40, 60],
    ],
  };
  expect(whole).toMatchObject({
    sample_count: 3,
    samples: ['a.jpg', 'b.jpg', 'c.jpg'].map((sample_name) => ({
      sample_name,
      sample_status: 'MANUAL_ANNOTATION',
      labels: [{ name: 'car', type: 1, property }],
    })),
  });
  const names = async (query: string) =>
    (await list(`version_id=${version}&${query}`)).samples
      .map((one) => one.sample_name?.[0])
      .join('');
  expect(await names('limit=2')).toBe('cb');
  expect(await names('limit=2&offset=1')).toBe('a');
  expect(await names('limit=2&offset=2')).toBe('');
  expect(await names('limit=2&offset=1&order=asc')).toBe('c');
  expect(await names('label_name=car&order=asc')).toBe('abc');
  expect(await names('label_name=bus')).toBe('');
  expect(await names('sample_state=__NONE__')).toBe('');
  expect(await names('sample_state=__ALL__&limit=2&offset=1')).toBe('a');
  const named = encodeURIComponent(JSON.stringify({ sample_name: 'B.JP' }));
  const found = await list(`version_id=${version}&search_conditions=${named}`);
  expect([found.sample_count, found.samples[0]?.sample_name]).toEqual([1, 'b.jpg']);
  const ofTeam = await calls.call('GET', `${path}?version_id=${version}&email=a@x.org`);
  expect(ofTeam).toMatchObject({ status: 501, body: { error_code: 'ModelArts.4383' } });
});

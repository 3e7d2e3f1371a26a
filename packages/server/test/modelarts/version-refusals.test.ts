import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createVersion } from '../../src/catalog/versions/create.ts';
import { abandonVersion } from '../../src/catalog/versions/abandon.ts';
import { runPublish } from '../../src/catalog/versions/run.ts';
import type { TestItem } from '../support/catalogue.ts';
import { versionCalls, type VersionCalls } from './version-calls.ts';
import { makeWorld, type World } from './world.ts';

let world: World;
let calls: VersionCalls;

beforeAll(async () => {
  world = await makeWorld();
  calls = await versionCalls(world, 'alice');
});
afterAll(() => world.close());

const items = (count: number): TestItem[] =>
  Array.from({ length: count }, (_, at) => ({
    key: `${at}.jpg`,
    boxes: [{ label: 'car', box: [10, 20, 30, 40] }],
  }));
const refused = async (id: string, body: object) => {
  const [status, code] = await calls.refusal('POST', `/datasets/${id}/versions`, body);
  return [status, code];
};

test('what cannot be published is refused, and leaves no row', async () => {
  const { id, uid } = await calls.dataset('refused', items(1));
  for (const [body, status, code] of [
    [{ version_name: 'a b' }, 400, '4396'],
    [{ version_name: 'x'.repeat(33) }, 400, '4396'],
    [{ train_evaluate_sample_ratio: '1.5' }, 400, '4396'],
    [{ version_format: 'XML' }, 400, '4396'],
    [{ version_format: 'CSV' }, 501, '4383'],
    [{ version_format: 'CarbonData' }, 501, '4383'],
    [{ clear_hard_property: 'maybe' }, 400, '4396'],
    [{ description: 'a<b' }, 400, '4396'],
  ] as const) {
    expect(await refused(id, body)).toEqual([status, code]);
  }
  const empty = await calls.create({ dataset_type: 0 });
  expect(await refused(empty, {})).toEqual([400, '4365']);
  const video = await calls.create({ dataset_type: 600, labels: [{ name: 'a' }] });
  expect(await refused(video, { train_evaluate_sample_ratio: '0.5' })).toEqual([400, '4342']);
  const unlabelled = await calls.create({ dataset_type: 0, labels: [{ name: 'a' }] });
  expect(await refused(unlabelled, { train_evaluate_sample_ratio: '0.5' })).toEqual([400, '4342']);
  expect(await refused('0'.repeat(19), {})).toEqual([400, '4352']);
  expect(await world.catalogue.db.rows(sql`select 1 from dataset_versions`)).toEqual([]);

  // One at a time, and no name twice.
  const { id: version } = await calls.ask(id, { version_name: 'one' });
  expect(await refused(id, {})).toEqual([400, '4343']);
  const shown = await calls.call('GET', `/datasets?check_running_task=true&running_task_type=6`);
  expect(shown.body).toMatchObject({
    datasets: expect.arrayContaining([
      expect.objectContaining({ dataset_id: id, status: 6, running_tasks_id: [version] }),
    ]) as unknown,
  });
  await world.catalogue.db.run(
    sql`update dataset_versions set status = 'normal' where dataset_uid = ${uid}`,
  );
  expect(await refused(id, { version_name: 'one' })).toEqual([400, '4371']);
  const ctx = { ...(await world.catalogue.as('alice')), versionSeconds: 60 };
  const input = {
    description: '',
    format: 'Default',
    trainRatio: '1.00',
    folder: '/sheaf/x/',
  } as const;
  const options = {
    clear_hard_property: true,
    remove_sample_usage: true,
    export_images: false,
    with_column_header: true,
  };
  const dataset = { uid, owner_uid: ctx.actor.userUid, kind: 1 };
  await expect(createVersion(ctx, dataset, { ...input, options })).rejects.toMatchObject({
    rule: 'version_too_soon',
  });
});

test('the list filters by status, format and ratio, and pages', async () => {
  const { id } = await calls.dataset('listed', items(4));
  for (const ratio of ['0.5', '1.00', '0.9999']) {
    await calls.publish(id, { train_evaluate_sample_ratio: ratio });
  }
  const names = async (query: string) => {
    const { body } = await calls.call('GET', `/datasets/${id}/versions${query}`);
    const { total_number, versions } = body as {
      total_number: number;
      versions: { version_name: string }[];
    };
    return [total_number, ...versions.map(({ version_name }) => version_name)];
  };
  expect(await names('')).toEqual([3, 'V003', 'V002', 'V001']);
  expect(await names('?status=1&version_format=0')).toEqual([3, 'V003', 'V002', 'V001']);
  expect(await names('?status=4')).toEqual([0]);
  expect(await names('?version_format=2')).toEqual([0]);
  expect(await names('?train_evaluate_ratio=0.9,1.0')).toEqual([2, 'V003', 'V002']);
  expect(await names('?limit=1&offset=1')).toEqual([3, 'V002']);
  const [status, code] = await calls.refusal(
    'GET',
    `/datasets/${id}/versions?train_evaluate_ratio=x`,
  );
  expect([status, code]).toEqual([400, '4396']);
});

test('a run that was interrupted leaves nothing to see, and the next one publishes', async () => {
  const { id, uid: dataset } = await calls.dataset('interrupted', items(200));
  const ctx = await world.catalogue.as('alice');
  const { uid } = await calls.ask(id);
  const stop = new AbortController();
  // Stops it as soon as it has written something.
  const store = new Proxy(ctx.store, {
    get(target, name) {
      if (name !== 'write') return (target[name as never] as () => unknown).bind(target);
      return async (...args: Parameters<typeof target.write>) => {
        if (args[0].endsWith('.xml')) stop.abort(new Error('stopped'));
        return target.write(...args);
      };
    },
  });
  await expect(runPublish({ ...ctx, store }, uid, { signal: stop.signal })).rejects.toThrow(
    'stopped',
  );
  const manifest = `/sheaf/interrupted-${id}/annotation/V001/V001.manifest`;
  expect((await calls.object(manifest))[0]).toBe(400);
  expect((await calls.object(manifest.replace('V001.manifest', 'annotation/0.xml')))[0]).toBe(400);
  expect(await runPublish(ctx, uid)).toBe('published');
  expect(await runPublish(ctx, uid)).toBe('nothing');
  expect(await calls.manifest(manifest)).toHaveLength(200);

  // One whose dataset goes while it runs leaves nothing either; nor does one that is given up.
  const { uid: second } = await calls.ask(id, { version_name: 'given-up' });
  await abandonVersion(ctx, second, 'no more');
  expect(await calls.call('GET', `/datasets/${id}/versions?status=4`)).toMatchObject({
    body: { versions: [{ version_name: 'given-up', message: 'no more' }] },
  });
  const { uid: third } = await calls.ask(id, { version_name: 'third' });
  await ctx.db.run(
    sql`delete from dataset_versions where dataset_uid = ${dataset} and uid = ${third}`,
  );
  expect(await runPublish(ctx, third)).toBe('nothing');
  expect((await calls.object(manifest.replaceAll('V001', 'third')))[0]).toBe(400);
});

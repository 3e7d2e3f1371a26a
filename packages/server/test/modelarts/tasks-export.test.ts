import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWritten } from '../../src/catalog/buckets/open.ts';
import { writePng } from '../../src/formats/png/write.ts';
import { makeTaskWorld, taskOf, type TaskWorld } from './task-world.ts';

let world: TaskWorld;
let id: string;
let samples: { sample_id: string; sample_name: string }[];

beforeAll(async () => {
  world = await makeTaskWorld();
  const { bucket, call } = world;
  const png = writePng(4, 4, new Uint8Array(16), [[1, 2, 3]]);
  await world.put({ 'pets/cat/1.png': png, 'pets/dog/2.png': png, 'pets/dog/3.png': png });
  id = await world.dataset(0);
  taskOf(await call('POST', `/datasets/${id}/import-tasks`, { import_path: `/${bucket}/pets/` }));
  await world.runAll();
  const listed = await call('GET', `/datasets/${id}/data-annotations/samples?order=asc`);
  samples = (listed.body as { samples: typeof samples }).samples;
});
afterAll(() => world.close());

const ask = (body: object) => world.call('POST', `/datasets/${id}/export-tasks`, body);

/** Names of the files in the manifest that an export writes. */
async function exported(body: object, folder: string): Promise<string> {
  const task = taskOf(await ask({ path: `/results/${folder}/`, ...body }));
  await world.runAll();
  const shown = await world.call('GET', `/datasets/${id}/export-tasks/${task}`);
  expect(shown.body).toMatchObject({ status: 'COMPLETED' });
  const { actor: _, ...catalog } = await world.catalogue.as('alice');
  const place = { bucket: 'results', key: `${folder}/dataset.manifest` };
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await openWritten(catalog, world.owner, place))?.read() ?? []) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks)
    .toString()
    .split('\n')
    .slice(0, -1)
    .map((line) => (JSON.parse(line) as { source: string }).source.replace(/^images\//, ''))
    .join(' ');
}

test('what is looked for, or named, is exported alone', async () => {
  const params = (export_params: object, export_type = 3) => ({ export_type, export_params });
  const dogs = [{ label_list: { labels: [{ name: 'dog' }] } }];
  expect(await exported(params({ search_conditions: dogs }), 'a')).toBe('dog/2.png dog/3.png');
  // One of the conditions must be met.
  const either = [{ sample_name: '1.p' }, { sample_name: '3.p' }];
  expect(await exported(params({ search_conditions: either }), 'b')).toBe('cat/1.png dog/3.png');
  const two = samples.slice(1).map((one) => one.sample_id);
  expect(await exported(params({ samples: two }, 2), 'c')).toBe('dog/2.png dog/3.png');
  expect(await exported(params({ samples: two, search_conditions: either }), 'd')).toBe(
    'dog/3.png',
  );
  expect(await exported(params({ sample_state: '__NONE__' }), 'e')).toBe('');
  const today = [{ sample_time: 'day' }];
  expect(await exported(params({ search_conditions: today }, 0), 'f')).toBe(
    'cat/1.png dog/2.png dog/3.png',
  );
  const bad = [{}, { samples: ['x'] }, { sample_state: 'x' }, { search_conditions: [{ hard: 7 }] }];
  for (const one of bad) {
    expect([one, (await ask({ path: '/results/x/', ...params(one) })).body]).toMatchObject([
      one,
      { error_code: 'ModelArts.4396' },
    ]);
  }
});

test('an export becomes a dataset of its own', async () => {
  const body = (name: string) => ({
    export_type: 3,
    export_params: {
      ...{ export_dest: 'NEW_DATASET', export_new_dataset_name: name },
      ...{ export_new_dataset_work_path: '/out/dogs/' },
      search_conditions: [{ sample_dir: `/${world.bucket}/pets/dog/` }, { sample_name: '2' }],
    },
  });
  expect((await ask(body('bad name'))).body).toMatchObject({ error_code: 'ModelArts.4396' });
  const task = taskOf(await ask(body('dogs')));
  expect((await ask(body('dogs'))).body).toMatchObject({ error_code: 'ModelArts.4351' });
  await world.runAll();
  await world.runAll();
  expect((await world.call('GET', `/datasets/${id}/export-tasks/${task}`)).body).toMatchObject({
    ...{ status: 'COMPLETED', path: '/out/dogs/', finished_sample_count: 1 },
  });
  const listed = (await world.call('GET', '/datasets?search_content=dogs&with_labels=true')).body;
  expect(listed).toMatchObject({
    total_number: 1,
    datasets: [
      {
        ...{ dataset_type: 0, total_sample_count: 1, annotated_sample_count: 1, status: 1 },
        labels: [{ name: 'dog' }],
      },
    ],
  });
  const { dataset_id: made } = (listed as { datasets: { dataset_id: string }[] }).datasets[0] ?? {};
  const shown = await world.call('GET', `/datasets/${made ?? ''}/data-annotations/samples`);
  expect(shown.body).toMatchObject({
    samples: [{ sample_name: '2.png', labels: [{ name: 'dog' }] }],
  });
  expect((await world.call('GET', `/datasets/${made ?? ''}/import-tasks`)).body).toMatchObject({
    ...{ total_count: 1, import_tasks: [{ status: 'COMPLETED', imported_sample_count: 1 }] },
  });
  // What stood between the two is gone.
  const { db } = world.catalogue;
  const row = await db.row<{ published: { bucket: string; key: string } }>(
    sql`select options->'published' as published from imports order by uid desc limit 1`,
  );
  const { actor: _, ...catalog } = await world.catalogue.as('alice');
  const { bucket = '', key = '' } = row?.published ?? {};
  expect(key).toMatch(/^dogs\/dogs-\w+\/temp\/export\/dataset\.manifest$/);
  expect(await openWritten(catalog, world.owner, { bucket, key })).toBeUndefined();
});

import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runExport } from '../../src/catalog/exports/run.ts';
import { runImport } from '../../src/catalog/imports/run.ts';
import { toBytes } from '../../src/catalog/versions/snapshot/write.ts';
import { writePng } from '../../src/formats/png/write.ts';
import type { TestDataset } from '../support/catalogue.ts';
import { versionCalls, type Line, type VersionCalls } from './version-calls.ts';
import { makeWorld, type World } from './world.ts';

type Written = Line & { hard?: boolean; property: Record<string, unknown> };

const LABELLED = 12;
const DIVIDED = { train_sample_ratio: '0.75', ratio_sample_usage: true };

let world: World;
let calls: VersionCalls;
let dataset: TestDataset & { id: string };

/** Hard samples with a hard box each, all for testing, and one without a label. */
beforeAll(async () => {
  world = await makeWorld();
  calls = await versionCalls(world, 'alice');
  const metadata = { hard: true, hard_reasons: '1', weather: 'rain' };
  const labelled = Array.from({ length: LABELLED }, (_, at) => ({
    ...{ key: `${at}.png`, metadata },
    boxes: [{ label: 'car', box: [10, 20, 30, 40] as [number, number, number, number] }],
  }));
  dataset = await calls.dataset('cars', [...labelled, { key: 'new.png', metadata }]);
  const { db, store } = await world.catalogue.as('alice');
  // An import takes nothing that only says that it is an image.
  const png = writePng(640, 480, new Uint8Array(640 * 480), [[1, 2, 3]]);
  for (const at of labelled.keys()) await store.write(`media/cars/${at}`, toBytes(png));
  await db.run(sql`update items set split = 'test' where dataset_uid = ${dataset.uid}`);
  await db.run(sql`
    update annotations set attributes = '{"hard": true, "paint": "red"}' where dataset_uid = ${dataset.uid}`);
});
afterAll(() => world.close());

const path = () => `/datasets/${dataset.id}/export-tasks`;

/** Does what a worker would do. */
async function work(): Promise<void> {
  const { actor: _, ...catalog } = await world.catalogue.as('alice');
  const waiting = (table: 'imports' | 'exports') =>
    catalog.db.rows<{ uid: string }>(
      table === 'imports'
        ? sql`select uid from imports where status = 'requested'`
        : sql`select uid from exports where status = 'requested'`,
    );
  for (const { uid } of await waiting('exports')) await runExport(catalog, uid);
  for (const { uid } of await waiting('imports')) await runImport(catalog, uid);
}

/** The manifest of an export, and the file of its first sample's boxes. */
async function exported(folder: string, export_params: object, more: object = {}) {
  const body = { path: `/results/${folder}/`, export_params, ...more };
  const { status, body: task } = await calls.call('POST', path(), body);
  expect([status, task]).toMatchObject([200, {}]);
  await work();
  const lines = (await calls.manifest(`/results/${folder}/dataset.manifest`)) as Written[];
  const xml = lines[0]?.annotation?.[0]?.['annotation-loc'] ?? '';
  const [found, boxes] = await calls.object(`/results/${folder}/${xml.replace('./', '')}`);
  expect(found).toBe(200);
  return { lines, boxes, usages: lines.map(({ usage }) => usage) };
}

test('samples are divided as a version divides them, when that is asked for', async () => {
  const all = LABELLED + 1;
  const asIs = await exported('as-is', {});
  expect(asIs.usages).toEqual(Array<string>(all).fill('TEST'));
  // A ratio alone divides nothing.
  expect((await exported('ratio', { train_sample_ratio: 0.5 })).usages).toEqual(asIs.usages);
  const { usages } = await exported('divided', DIVIDED);
  expect(new Set(usages.slice(0, LABELLED))).toEqual(new Set(['TRAIN', 'EVAL']));
  expect(usages[LABELLED]).toBeUndefined();
  const { id } = await calls.publish(dataset.id, { train_evaluate_sample_ratio: '0.75' });
  const version = await calls.manifest((await calls.version(dataset.id, id))['manifest_path']);
  expect(usages).toEqual(version.map(({ usage }) => usage));

  // Without a ratio all are for training; of what was chosen, neither side stays empty.
  const whole = await exported('whole', { ratio_sample_usage: 'True' }, { export_type: 0 });
  expect(whole.usages).toEqual(Array<string>(LABELLED).fill('TRAIN'));
  const training = dataset.items.filter((_, at) => usages[at] === 'TRAIN').slice(0, 2);
  const few = await exported('few', { ...DIVIDED, samples: training });
  expect([...few.usages].sort()).toEqual(['EVAL', 'TRAIN']);
});

test('what says how hard samples and boxes are goes when that is asked for, of a version too', async () => {
  const asIs = await exported('hard', {});
  expect(asIs.lines[0]).toMatchObject({ hard: 'true', property: { hard_reasons: '1' } });
  expect(asIs.boxes).toContain('hard');
  const { id } = await calls.publish(dataset.id, { clear_hard_property: false });
  for (const [folder, more] of [
    ['cleared', {}],
    ['cleared-version', { version_id: id }],
  ] as const) {
    const { lines, boxes } = await exported(folder, { clear_hard_property: 'true' }, more);
    expect(lines).toHaveLength(LABELLED + 1);
    expect(lines.filter((line) => 'hard' in line || 'hard_reasons' in line.property)).toEqual([]);
    expect(lines[0]).toMatchObject({ property: { weather: 'rain' } });
    expect([boxes.includes('hard'), boxes.includes('red')]).toEqual([false, true]);
  }
});

test('a new dataset has the samples as they were divided and cleared', async () => {
  const made = await calls.call('POST', path(), {
    export_params: {
      ...{ ...DIVIDED, clear_hard_property: true, export_dest: 'NEW_DATASET' },
      ...{ export_new_dataset_name: 'divided', export_new_dataset_work_path: '/out/divided/' },
    },
  });
  expect(made.status).toBe(200);
  await work();
  const rows = await world.catalogue.db.rows<{ split: string | null; hard: boolean }>(sql`
    select i.split, i.metadata ?| array['hard', 'hard_reasons'] as hard from items i
      join datasets d on d.uid = i.dataset_uid where d.name = 'divided'`);
  expect(rows).toHaveLength(LABELLED + 1);
  expect(new Set(rows.map(({ split }) => split))).toEqual(new Set(['train', 'val', null]));
  expect(rows.filter(({ hard }) => hard)).toEqual([]);
});

test('what cannot be used or done is refused by name', async () => {
  const { id } = await calls.publish(dataset.id);
  const refused = (export_params: object, more: object = {}, where = path()) =>
    calls.refusal('POST', where, { path: '/results/x/', ...more, export_params });
  for (const [name, value] of [
    ['train_sample_ratio', '1.5'],
    ['train_sample_ratio', -0.1],
    ['train_sample_ratio', true],
    ['ratio_sample_usage', 'maybe'],
    ['clear_hard_property', 1],
  ] as const) {
    const why: unknown = expect.stringContaining(`export_params.${name} `);
    expect(await refused({ [name]: value })).toEqual([400, '4396', why]);
  }
  const why: unknown = expect.stringContaining('ratio_sample_usage');
  expect(await refused(DIVIDED, { version_id: id })).toEqual([501, '4383', why]);
  expect(await refused(DIVIDED, { annotation_format: 'coco' })).toEqual([501, '4383', why]);
  const video = await calls.create({ dataset_type: 600 });
  const undivided = await refused(DIVIDED, {}, `/datasets/${video}/export-tasks`);
  expect(undivided.slice(0, 2)).toEqual([400, '4342']);
});

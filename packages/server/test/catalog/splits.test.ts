import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDatasetByUid } from '../../src/catalog/datasets/find.ts';
import { updateItem } from '../../src/catalog/items/update.ts';
import { assignSplits } from '../../src/catalog/splits/assign.ts';
import { forgetSplitRule } from '../../src/catalog/splits/forget-rule.ts';
import type { GroupBy } from '../../src/catalog/splits/group.ts';
import type { SplitInput } from '../../src/catalog/splits/input.ts';
import { splitByRule } from '../../src/catalog/splits/rule.ts';
import { splitSummary } from '../../src/catalog/splits/summary.ts';
import { newUid } from '../../src/db/ids.ts';
import type { Split } from '../../src/formats/model.ts';
import { describeFields } from '../../src/filter/index.ts';
import { SPLITS } from '../../src/formats/split.ts';
import { splitNames } from '@sheaf/contract/avala';
import { makeWorld, type World } from '../imports/support/world.ts';
import { jpeg } from '../imports/support/pictures.ts';

let world: World;
let image: Buffer;
beforeAll(async () => {
  world = await makeWorld();
  image = await jpeg(20, 20, 1);
});
afterAll(() => world.end());

const parts = { train: 0.5, val: 0.3, test: 0.2 };

/** Imports empty pictures under those paths; returns the dataset. */
async function imported(folder: string, paths: string[], dataset?: string, format?: 'sequences') {
  const datasetUid = dataset ?? (await world.dataset());
  const files = Object.fromEntries(paths.map((path) => [`${folder}/${path}`, image]));
  const path = await world.files(files);
  await world.run({ datasetUid, path, format });
  return datasetUid;
}

async function splitsOf(datasetUid: string): Promise<Record<string, Split | null>> {
  const rows = await world.ctx.db.rows<{ key: string; split: Split | null }>(sql`
    select key, split from items where dataset_uid = ${datasetUid} order by key`);
  return Object.fromEntries(rows.map(({ key, split }) => [key, split]));
}

async function assign(datasetUid: string, input: SplitInput) {
  return assignSplits(world.ctx, await findDatasetByUid(world.ctx, datasetUid), input);
}
const revisionOf = async (uid: string) => (await findDatasetByUid(world.ctx, uid)).revision;

test('the lists of splits are the same everywhere', () => {
  const { values } = describeFields().find(({ name }) => name === 'split') ?? {};
  expect([values, splitNames]).toEqual([SPLITS, SPLITS]);
});

/** Keys and values that are easily told apart wrongly. */
const words = [
  'a',
  'ä/ö',
  "it's",
  '%_',
  '\\',
  '😀/1',
  'x/y/z.jpg',
  '/x',
  'x/',
  ' ',
  '5',
  'a\u0301',
];

async function hostile(): Promise<string> {
  const datasetUid = await world.dataset();
  const { db } = world.ctx;
  const now = new Date();
  const values: unknown[] = [...words, 5, -0.25, 1e21, 1e-7, 0.1, true, null, [1], { a: 1 }, ''];
  const sequence = newUid();
  await db.run(sql`insert into sequences (dataset_uid, uid, key, status, created_at, updated_at)
    values (${datasetUid}, ${sequence}, 'drive/ö', 'unattempted', ${now}, ${now})`);
  for (const [n, value] of values.entries()) {
    for (const word of words) {
      const inSequence = n % 4 === 0;
      await db.run(sql`insert into items (dataset_uid, uid, key, status, metadata, sequence_uid, created_at, updated_at)
        values (${datasetUid}, ${newUid()}, ${`${word}${n}`}, 'unattempted', ${JSON.stringify({ 'a "b': value })},
          ${inSequence ? sequence : null}, ${now}, ${now})`);
    }
  }
  return datasetUid;
}

test('PostgreSQL deals items out as JavaScript does', async () => {
  const datasetUid = await hostile();
  const items = await world.ctx.db.rows<{
    key: string;
    metadata: Record<string, unknown>;
    sequence: string | null;
  }>(sql`
    select i.key, i.metadata, s.key as sequence from items i
    left join sequences s on s.dataset_uid = i.dataset_uid and s.uid = i.sequence_uid
    where i.dataset_uid = ${datasetUid}`);
  for (const group_by of ['none', 'sequence', 'folder', 'metadata.a "b'] satisfies GroupBy[]) {
    const seed = `ü'/${group_by}`;
    await assign(datasetUid, { ratios: parts, seed, group_by });
    const expected = items.map(({ key, metadata, sequence }) => [
      key,
      splitByRule(
        { ratios: parts, seed, group_by },
        { key, metadata, sequence: sequence ?? undefined },
      ),
    ]);
    expect(await splitsOf(datasetUid), group_by).toEqual(Object.fromEntries(expected));
  }
});

test('by hand and by a filter; each change counts as one of the dataset, no change as none', async () => {
  const uid = await imported('hand', ['a.jpg', 'b.jpg', 'c.jpg']);
  expect(await assign(uid, { split: 'val', filter: 'key IN (a.jpg, b.jpg)' })).toBe(2);
  const dataset = await findDatasetByUid(world.ctx, uid);
  const item = await world.ctx.db.row<{ uid: string }>(sql`
    select uid from items where dataset_uid = ${uid} and key = 'b.jpg'`);
  await updateItem(world.ctx, dataset, item?.uid ?? '', { split: 'test' });
  expect(await splitsOf(uid)).toEqual({ 'a.jpg': 'val', 'b.jpg': 'test', 'c.jpg': null });
  const before = await revisionOf(uid);
  expect(before).toBe(dataset.revision + 1);
  expect(await assign(uid, { split: 'val', filter: 'split = val' })).toBe(0);
  expect(await revisionOf(uid)).toBe(before);
  expect(await assign(uid, { split: 'train', only_unassigned: true })).toBe(1);
  expect(await splitSummary(world.ctx, uid)).toEqual({
    counts: { train: 1, val: 1, test: 1, unassigned: 0 },
    sequences_in_several_splits: 0,
    rule: undefined,
  });
  expect(await assign(uid, { split: null })).toBe(3);
  expect(await revisionOf(uid)).toBe(before + 2);
});

test('a rule holds for what is imported later, unless the source names the split', async () => {
  const names = Array.from({ length: 30 }, (_, n) => `${n}.jpg`);
  const uid = await imported('first', names);
  const input = { ratios: parts, seed: '7' };
  await assign(uid, input);
  const first = await splitsOf(uid);
  expect(new Set(Object.values(first))).toEqual(new Set(SPLITS));

  const later = names.map((name) => `later/${name}`);
  await imported('second', [...names, ...later], uid);
  const all = await splitsOf(uid);
  expect(all).toMatchObject(first);
  expect(Object.values(all)).not.toContain(null);
  // As if they had been there from the beginning.
  expect(await assign(uid, input)).toBe(0);
  // The same keys in another dataset, in one go.
  const again = await imported('third', [...later, ...names]);
  await assign(again, input);
  expect(await splitsOf(again)).toEqual(all);

  await imported('named', ['train/x.jpg', 'val/x.jpg', 'other/x.jpg'], uid);
  expect(await splitsOf(uid)).toMatchObject({ 'train/x.jpg': 'train', 'val/x.jpg': 'val' });
  await forgetSplitRule(world.ctx, await findDatasetByUid(world.ctx, uid));
  await imported('after', ['after.jpg'], uid);
  expect(await splitsOf(uid)).toMatchObject({ ...all, 'after.jpg': null });
});

test('a ratio with a filter is done once and is no rule', async () => {
  const uid = await imported('once', ['a.jpg', 'b.jpg']);
  await assign(uid, { ratios: { test: 1 }, filter: 'key = a.jpg' });
  expect(await splitsOf(uid)).toEqual({ 'a.jpg': 'test', 'b.jpg': null });
  expect((await splitSummary(world.ctx, uid)).rule).toBeUndefined();
});

test('frames of a sequence stay together unless somebody says otherwise', async () => {
  const paths = Array.from({ length: 12 }, (_, n) => `s${n % 6}/${100 + n}.jpg`);
  const uid = await imported('drives', paths, undefined, 'sequences');
  await assign(uid, { ratios: parts, seed: '1' });
  const of = new Map<string, Split | null>();
  for (const [key, split] of Object.entries(await splitsOf(uid))) {
    const [sequence = ''] = key.split('/');
    expect(of.get(sequence) ?? split).toBe(split);
    of.set(sequence, split);
  }
  await imported('frames', ['s0/999.jpg', 's6/999.jpg'], uid, 'sequences');
  expect((await splitsOf(uid))['s0/999.jpg']).toBe(of.get('s0'));
  expect((await splitSummary(world.ctx, uid)).sequences_in_several_splits).toBe(0);
  const other = of.get('s0') === 'val' ? 'test' : 'val';
  await assign(uid, { split: other, filter: 'key = s0/999.jpg' });
  expect((await splitSummary(world.ctx, uid)).sequences_in_several_splits).toBe(1);
});

test('another rule that is set meanwhile ends a run', async () => {
  const uid = await imported('rivals', ['a.jpg', 'b.jpg', 'c.jpg']);
  const dataset = await findDatasetByUid(world.ctx, uid);
  const { db } = world.ctx;
  const rivalling = Object.assign(Object.create(db) as typeof db, {
    async row(query: Parameters<typeof db.row>[0]) {
      if (query.sql.includes('as looked')) {
        await db.run(sql`update split_rules set uid = ${newUid()} where dataset_uid = ${uid}`);
      }
      return db.row(query);
    },
  });
  const rival = assignSplits({ ...world.ctx, db: rivalling }, dataset, { ratios: { val: 1 } });
  await expect(rival).rejects.toMatchObject({ code: 'conflict' });
  expect(new Set(Object.values(await splitsOf(uid)))).toEqual(new Set([null]));
});

test('many items go in batches, and nobody is left out', async () => {
  const uid = await world.dataset();
  await world.ctx.db.run(sql`
    insert into items (dataset_uid, uid, key, status, created_at, updated_at)
    select ${uid}, gen_random_uuid(), 'images/' || n || '.jpg', 'unattempted', now(), now()
    from generate_series(1, 10001) n`);
  const seen: number[] = [];
  const dataset = await findDatasetByUid(world.ctx, uid);
  const input = { ratios: { train: 0.8, val: 0.1, test: 0.1 }, filter: 'NOT key = images/1.jpg' };
  await assignSplits(world.ctx, dataset, input, { onProgress: (done) => seen.push(done) });
  expect(seen).toEqual([5000, 10_000, 10_000]);
  const { counts } = await splitSummary(world.ctx, uid);
  expect(counts.unassigned).toBe(1);
  // Five standard deviations of 10,000 draws; the keys and the seed are fixed.
  expect(Math.abs(counts.train - 8000)).toBeLessThan(200);
  expect(Math.abs(counts.val - 1000)).toBeLessThan(150);

  const stop = new AbortController();
  const stopped = assignSplits(
    world.ctx,
    dataset,
    { split: null },
    { signal: stop.signal, onProgress: () => stop.abort(new Error('stopped')) },
  );
  await expect(stopped).rejects.toThrow('stopped');
  expect((await splitSummary(world.ctx, uid)).counts.unassigned).toBeGreaterThanOrEqual(5000);
});

import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Context } from '../../src/catalog/context.ts';
import { bounds } from '../../src/catalog/facets/bounds.ts';
import { datasetFacets } from '../../src/catalog/facets/dataset.ts';
import type { Facet, Facets } from '../../src/catalog/facets/model.ts';
import { sliceFacets } from '../../src/catalog/facets/slice.ts';
import { filterCondition, readFilter } from '../../src/catalog/filter.ts';
import { createSlice, type NewSlice } from '../../src/catalog/slices/create.ts';
import { listSliceItems } from '../../src/catalog/slices/items.ts';
import { updateSlice } from '../../src/catalog/slices/update.ts';
import { newUid } from '../../src/db/ids.ts';
import {
  makeDataset,
  testCatalogue,
  touchDataset,
  type TestCatalogue,
  type TestDataset,
} from '../support/catalogue.ts';
import { codeOf } from '../support/errors.ts';

let catalogue: TestCatalogue;
let ann: Context;
let streets: TestDataset;
let fields: TestDataset;

const box = (label: string, side: number) => ({
  label,
  box: [0, 0, side, side] as [number, number, number, number],
});

/** What makes a value of a facet hard to count, or its filter hard to write. */
const documents: Record<string, unknown>[] = [
  {
    weather: 'night',
    lane: 5,
    tags: ['rain', 'wet', 'rain'],
    'time of day': 'a "b" \\ c',
    ok: true,
  },
  { weather: 'night', lane: '5', tags: 'rain', deep: { er: 1 }, ok: 'true', speed: -0.25 },
  { weather: 'AND', lane: 5.0, tags: [7, null, '7'], 'é-x': '', speed: 12.5, mix: [1, 30] },
  { weather: null, lane: 70, ok: false, speed: 1e3, '': 'line\nend', mix: 4 },
  { weather: 'x'.repeat(300), lane: -3, __proto__x: 'null', speed: 0.1 },
  {},
];

beforeAll(async () => {
  catalogue = await testCatalogue();
  ann = await catalogue.as('ann');
  streets = await makeDataset(catalogue, ann.actor.userUid, 'streets', [
    ...documents.map((metadata, n) => ({
      key: `${n}.jpg`,
      metadata,
      boxes: Array.from({ length: n }, (_, at) =>
        box(at % 2 ? 'traffic light' : 'car', 3 ** n + at),
      ),
    })),
    { key: 'plain.jpg' },
  ]);
  await catalogue.db.run(sql`update items set status = 'pending', width = null, split = 'val'
    where dataset_uid = ${streets.uid} and key < '2'`);
  await catalogue.db.run(
    sql`update dataset_stats set annotation_count = 15 where dataset_uid = ${streets.uid}`,
  );
  fields = await makeDataset(catalogue, ann.actor.userUid, 'fields', [
    { key: 'x.jpg', metadata: { weather: 'night' }, boxes: [box('car', 10)] },
    { key: 'y.jpg' },
  ]);
});
afterAll(() => catalogue.close());

async function selected(dataset: TestDataset, filters: (string | undefined)[]): Promise<number> {
  const text = filters
    .filter(Boolean)
    .map((filter) => `(${filter})`)
    .join(' AND ');
  const node = readFilter(text);
  const where = node ? await filterCondition(catalogue.db, node, dataset.uid) : sql`true`;
  const row = await catalogue.db.row<{ count: number }>(
    sql`select count(*) as count from items i where i.dataset_uid = ${dataset.uid} and ${where}`,
  );
  return row?.count ?? -1;
}

const facetOf = (facets: Facets, field: string): Facet => {
  const found = facets.facets.find((facet) => facet.field === field);
  if (!found) throw new Error(`No facet ${field}`);
  return found;
};
const counts = (facets: Facets, field: string): Record<string, number> =>
  Object.fromEntries(facetOf(facets, field).values.map(({ value, count }) => [value, count]));

describe('facets of a dataset', () => {
  it.each([undefined, 'label = car', 'width = null OR annotations_count > 3', 'key = nothing'])(
    'count what the filter of each value selects: %s',
    async (filter) => {
      const facets = await datasetFacets(ann, streets, { filter, limit: 100 });
      expect(facets.itemCount).toBe(await selected(streets, [filter]));
      let checked = 0;
      for (const { field, estimated, values, histogram, missing } of facets.facets) {
        expect([field, estimated]).toEqual([field, false]);
        for (const each of [...values, ...(histogram ?? []), ...(missing ? [missing] : [])]) {
          expect([field, each.filter, each.count]).toEqual([
            field,
            expect.any(String),
            await selected(streets, [filter, each.filter ?? 'key = nothing']),
          ]);
          checked += 1;
        }
      }
      if (facets.itemCount > 0) expect(checked).toBeGreaterThan(40);
    },
  );

  it('say what there is', async () => {
    const facets = await datasetFacets(ann, streets, { limit: 20 });
    expect(counts(facets, 'status')).toEqual({ completed: 5, pending: 2 });
    expect(facetOf(facets, 'split')).toMatchObject({
      values: [{ value: 'val', count: 2, filter: 'split = val' }],
      missing: { count: 5, filter: 'split = null' },
    });
    expect(counts(facets, 'label')).toEqual({ car: 5, 'traffic light': 4 });
    expect(facetOf(facets, 'label').values[0]).toMatchObject({
      annotations: 9,
      filter: 'label = car',
      project: { uid: streets.projectUid, name: 'streets objects' },
    });
    expect(facetOf(facets, 'label').missing).toEqual({ count: 2, filter: 'count() = 0' });
    expect(counts(facets, 'metadata.tags')).toEqual({ rain: 2, wet: 1, 7: 1 });
    expect(counts(facets, 'metadata.weather')).toEqual({ night: 2, AND: 1 });
    expect(facetOf(facets, 'metadata."time of day"').values).toHaveLength(1);
    expect(facetOf(facets, 'metadata').distinct).toBe(11);
    const areas = facetOf(facets, 'box.area').histogram ?? [];
    expect(areas.reduce((sum, bucket) => sum + (bucket.annotations ?? 0), 0)).toBe(15);
    expect(facetOf(facets, 'metadata.speed').histogram?.[0]).toMatchObject({ from: -100, to: 0 });
    expect(facetOf(facets, 'metadata.mix').histogram).toBeNull();
  });

  it('list what was asked for, as many values as were asked for', async () => {
    const { facets } = await datasetFacets(ann, streets, {
      fields: ' label, metadata."time of day",metadata.nothing',
      limit: 1,
    });
    expect(facets.map(({ field, values, distinct }) => [field, values.length, distinct])).toEqual([
      ['label', 1, 2],
      ['metadata."time of day"', 1, 1],
      ['metadata.nothing', 0, 0],
    ]);
  });

  it('tell projects apart when there are several', async () => {
    const now = new Date();
    const [project, label] = [newUid(), newUid()];
    const { db } = catalogue;
    await db.run(sql`insert into projects (uid, owner_uid, name, task_type, status, created_at, updated_at)
      values (${project}, ${ann.actor.userUid}, 'second', 'image-annotation', 'active', ${now}, ${now})`);
    await db.run(sql`insert into project_datasets values (${project}, ${fields.uid}, ${now})`);
    await db.run(sql`insert into labels (uid, project_uid, class_index, name, color, created_at)
      values (${label}, ${project}, 0, 'car', '#000000', ${now})`);
    for (const item of fields.items) {
      await db.run(sql`insert into annotations (dataset_uid, item_uid, uid, project_uid, label_uid, type, geometry,
        created_at, updated_at) values (${fields.uid}, ${item}, ${newUid()}, ${project}, ${label}, 'classification',
        '{"type":"classification"}', ${now}, ${now})`);
    }
    await db.run(sql`update items set annotations_count = annotations_count + 1
      where dataset_uid = ${fields.uid}`);
    await touchDataset(catalogue, fields.uid);
    const facet = facetOf(await datasetFacets(ann, fields, { fields: 'label', limit: 9 }), 'label');
    expect(facet.values.map(({ value, count, project }) => [value, count, project?.name])).toEqual([
      ['car', 2, 'second'],
      ['car', 1, 'fields objects'],
    ]);
    for (const { filter, count } of facet.values) {
      expect(await selected(fields, [filter ?? ''])).toBe(count);
    }
  });

  it.each([
    [{ filter: 'label =' }, 'filter', /at column 8/],
    [{ fields: 'label,password' }, 'fields', /"password" is not a facet/],
    [{ fields: 'metadata.a.b' }, 'fields', /is not a facet/],
    [{ fields: 'metadata.a = 1 OR metadata.b' }, 'fields', /is not a facet/],
  ])('refuse %j', async (request, field, message) => {
    const failure = datasetFacets(ann, streets, { ...request, limit: 5 });
    await expect(failure).rejects.toMatchObject({
      code: 'invalid',
      fields: { [field]: [expect.stringMatching(message)] },
    });
  });
});

describe('beyond the bounds', () => {
  const keys = Array.from({ length: 400 }, (_, n) => n);
  let many: TestDataset;
  beforeAll(async () => {
    many = await makeDataset(
      catalogue,
      ann.actor.userUid,
      'many',
      keys.map((n) => ({
        key: `${n}.jpg`,
        metadata: { half: n % 2, name: `image ${n}` },
        boxes: [box('car', 10)],
      })),
    );
    await catalogue.db.run(
      sql`update dataset_stats set annotation_count = 400 where dataset_uid = ${many.uid}`,
    );
  });

  it('numbers are scaled and marked', async () => {
    const small = { ...bounds, items: 300, sample: 200 };
    const facets = await datasetFacets(ann, many, { limit: 5 }, small);
    expect(facets).toMatchObject({ itemCount: 400, itemCountIsExact: true });
    for (const { estimated, itemsRead } of facets.facets) {
      expect(estimated).toBe(true);
      expect(itemsRead).toBeLessThan(300);
    }
    const halves = Object.values(counts(facets, 'metadata.half'));
    for (const half of halves) expect(Math.abs(half - 200)).toBeLessThan(100);
    const filtered = await datasetFacets(
      ann,
      many,
      { filter: 'width = 640', fields: 'status', limit: 5 },
      small,
    );
    expect(filtered.itemCountIsExact).toBe(false);
    expect(Math.abs(filtered.itemCount - 400)).toBeLessThan(150);
  });

  it('only what reads much is estimated; the same question has the same answer', async () => {
    const small = { ...bounds, geometries: 100, documents: 100 };
    const ask = () => datasetFacets(ann, many, { limit: 500 }, { ...small });
    const facets = await ask();
    const estimated = facets.facets.filter((facet) => facet.estimated).map(({ field }) => field);
    expect(estimated).toEqual(['type', 'state', 'box.area', 'metadata.name']);
    expect(counts(facets, 'metadata.half')).toEqual({ 0: 200, 1: 200 });
    expect(counts(facets, 'metadata')).toEqual({ half: 400, name: 400 });
    expect(await ask()).toEqual(facets);
  });

  it('a selection that is small is exact in a dataset that is large', async () => {
    const small = { ...bounds, items: 100, sample: 50 };
    const facets = await datasetFacets(
      ann,
      many,
      { filter: 'key IN (1.jpg, 2.jpg)', limit: 5 },
      small,
    );
    expect(facets).toMatchObject({ itemCount: 2, itemCountIsExact: true });
    expect(facets.facets.some((facet) => facet.estimated)).toBe(false);
  });
});

describe('facets of a slice', () => {
  let name = 0;
  const make = (slice: Partial<NewSlice>) =>
    createSlice(ann, { name: `Facets ${++name}`, visibility: 'public', ...slice });
  const both = () => [
    { type: 'filter', dataset_uid: streets.uid, filter_query_string: 'metadata.weather = night' },
    { type: 'dataset', dataset_uid: fields.uid },
  ];

  it.each(['live', 'pinned'] as const)('add up its datasets: %s', async (mode) => {
    const slice = await make({ mode, subSlices: both() });
    const facets = await sliceFacets(ann, slice, { limit: 20 });
    expect(facets.itemCount).toBe(4);
    expect(counts(facets, 'metadata.weather')).toEqual({ night: 3 });
    const night = { filter: 'metadata.weather = night AND label = car', limit: 20 };
    expect((await sliceFacets(ann, slice, night)).itemCount).toBe(2);
    for (const { filter, count } of facets.facets.flatMap(({ values }) => values)) {
      const request = { limit: 100, filter: filter ?? 'key = nothing' };
      const page = await listSliceItems(ann, slice, request, () => ({ uid: { field: 'uid' } }));
      const items = JSON.parse(`[${page.items}]`) as unknown[];
      expect([filter, items.length]).toEqual([filter, count]);
    }
  });

  it('of nothing are empty', async () => {
    const slice = await make({ dataset: streets.uid });
    const facets = await sliceFacets(ann, slice, { limit: 20 });
    expect(facets.itemCount).toBe(0);
    expect(facets.facets.every(({ values }) => values.length === 0)).toBe(true);
  });

  it('need the right to read every dataset', async () => {
    const slice = await make({ subSlices: both() });
    const bob = await catalogue.as('bob');
    expect(await codeOf(sliceFacets(bob, slice, { limit: 20 }))).toBe('forbidden');
  });

  it('change with the members of a pinned slice', async () => {
    const slice = await make({
      mode: 'pinned',
      dataset: streets.uid,
      filterQueryString: 'label = car',
    });
    expect((await sliceFacets(ann, slice, { limit: 20 })).itemCount).toBe(5);
    const change = { filterQueryString: 'metadata.weather = night' };
    const changed = await updateSlice(ann, 'ann', slice.slug, change);
    expect((await sliceFacets(ann, changed, { limit: 20 })).itemCount).toBe(2);
  });
});

it('is computed once for a revision of the dataset', async () => {
  const connect = vi.spyOn(catalogue.db, 'transaction');
  const ask = () => datasetFacets(ann, streets, { fields: 'status', limit: 3 });
  try {
    await Promise.all([ask(), ask(), ask()]);
    expect(connect).toHaveBeenCalledTimes(1);
    await catalogue.db.run(
      sql`update items set status = 'completed' where dataset_uid = ${streets.uid}`,
    );
    await touchDataset(catalogue, streets.uid);
    expect(counts(await ask(), 'status')).toEqual({ completed: 7 });
    expect(connect).toHaveBeenCalledTimes(2);
  } finally {
    connect.mockRestore();
  }
});

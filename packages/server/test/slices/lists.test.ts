import { Client } from 'pg';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createSlice } from '../../src/catalog/slices/create.ts';
import { listSliceItems } from '../../src/catalog/slices/items.ts';
import { listSlicesOfDataset, listSlicesOfOwner } from '../../src/catalog/slices/list.ts';
import { makeDataset, touchDataset } from '../support/catalogue.ts';
import { codeOf, fieldsOf } from '../support/errors.ts';
import { fresh, keysOf, makeScene, night, type Scene } from './scene.ts';

let catalogue: Scene['catalogue'];
let ann: Scene['ann'];
let streets: Scene['streets'];
let fields: Scene['fields'];

beforeAll(async () => {
  ({ catalogue, ann, streets, fields } = await makeScene());
});
afterAll(() => catalogue.close());

describe('lists', () => {
  it('page, count, and number their pages', async () => {
    const cleo = await catalogue.as('cleo');
    for (const name of ['Delta', 'Alpha', 'Charlie', 'Bravo', 'Echo']) {
      await createSlice(cleo, { name, subSlices: [] });
    }
    const names = async (request: Parameters<typeof listSlicesOfOwner>[2]) => {
      const page = await listSlicesOfOwner(cleo, 'cleo', request);
      expect(page.count).toBe(5);
      return { names: page.rows.map((row) => row.name), next: page.next };
    };
    const first = await names({ limit: 2 });
    expect(first.names).toEqual(['Echo', 'Bravo']);
    const second = await names({ limit: 2, cursor: first.next ?? '' });
    expect(second.names).toEqual(['Charlie', 'Alpha']);
    const last = await names({ limit: 2, cursor: second.next ?? '' });
    expect(last).toEqual({ names: ['Delta'], next: null });
    expect((await names({ limit: 2, page: 2 })).names).toEqual(['Charlie', 'Alpha']);
    expect((await names({ limit: 9, ordering: 'name' })).names[0]).toBe('Alpha');
    expect(await codeOf(listSlicesOfOwner(cleo, 'cleo', { limit: 2, page: 4 }))).toBe(
      'invalid_page',
    );
    expect(await codeOf(listSlicesOfOwner(cleo, 'nobody', { limit: 2 }))).toBe('not_found');
  });

  it('ask the database twice for counts, not once per slice, while nothing changes', async () => {
    const dora = await catalogue.as('dora');
    const open = await makeDataset(catalogue, dora.actor.userUid, 'open', [
      { key: 'a.jpg', metadata: night },
    ]);
    for (let index = 0; index < 20; index++) {
      await createSlice(dora, {
        name: fresh(),
        dataset: open.uid,
        filterQueryString: 'metadata.weather=night',
      });
    }
    const asked = async () => {
      const queries = vi.spyOn(Client.prototype, 'query');
      const page = await listSlicesOfDataset(dora, open.uid, { limit: 100 });
      const statements = queries.mock.calls.length;
      queries.mockRestore();
      return { counts: page.rows.map((row) => row.item_count), statements };
    };
    // An answer does not wait until its counts are kept.
    const kept = () =>
      vi.waitFor(async () => {
        const row = await catalogue.db.row<{ count: number }>(sql`
          select count(*) as count from slice_counts c join dataset_stats s using (dataset_uid, revision)
          where dataset_uid = ${open.uid}`);
        expect(row?.count).toBe(20);
      });
    await kept();
    const quiet = await asked();
    expect(quiet.counts).toEqual(Array(20).fill(1));
    expect(quiet.statements).toBeLessThanOrEqual(4);
    await catalogue.db.run(sql`update items set metadata = '{}' where dataset_uid = ${open.uid}`);
    await touchDataset(catalogue, open.uid);
    expect((await asked()).counts).toEqual(Array(20).fill(0));
    await kept();
    expect((await asked()).statements).toBe(quiet.statements);
  });
});

describe("a slice's items", () => {
  it.each(['live', 'pinned'] as const)('are narrowed by a filter: %s', async (mode) => {
    const slice = await createSlice(ann, {
      name: fresh(),
      mode,
      subSlices: [
        { dataset: streets.uid, filter: 'metadata.weather = night OR metadata.weather = rain' },
        { dataset: fields.uid },
      ],
    });
    expect(await keysOf(ann, slice)).toEqual(['a.jpg', 'b.jpg', 'c.jpg', 'x.jpg', 'y.jpg']);
    expect(await keysOf(ann, slice, 'label = car')).toEqual(['a.jpg', 'c.jpg']);
    expect(await keysOf(ann, slice, 'NOT label = car')).toEqual(['b.jpg', 'x.jpg', 'y.jpg']);
    expect(await keysOf(ann, slice, 'key IN (d.jpg, y.jpg)')).toEqual(['y.jpg']);
  });

  it('have cursors that belong to their filter, and refuse a bad one', async () => {
    const slice = await createSlice(ann, {
      name: fresh(),
      dataset: streets.uid,
      subSlices: [{ dataset: streets.uid }],
    });
    const read = (filter: string, cursor?: string) =>
      listSliceItems(ann, slice, { limit: 1, filter, cursor }, () => ({ key: { field: 'key' } }));
    const first = await read('label = car');
    expect(first.items).toBe('{"key":"c.jpg"}');
    const next = first.next ?? '';
    expect((await read('label = car', next)).items).toBe('{"key":"a.jpg"}');
    expect(await codeOf(read('label != car', next))).toBe('invalid_cursor');
    expect(await fieldsOf(read('label ='))).toHaveProperty('filter');
  });
});

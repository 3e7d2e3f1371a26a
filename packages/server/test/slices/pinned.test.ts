import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSlice } from '../../src/catalog/slices/create.ts';
import { deleteSlice } from '../../src/catalog/slices/delete.ts';
import { getSlice } from '../../src/catalog/slices/get.ts';
import { updateSlice } from '../../src/catalog/slices/update.ts';
import { makeDataset, touchDataset } from '../support/catalogue.ts';
import { codeOf, fieldsOf } from '../support/errors.ts';
import { fresh, keysOf, makeScene, type Scene } from './scene.ts';

let catalogue: Scene['catalogue'];
let ann: Scene['ann'];
let streets: Scene['streets'];
let fields: Scene['fields'];

beforeAll(async () => {
  ({ catalogue, ann, streets, fields } = await makeScene());
});
afterAll(() => catalogue.close());

describe('pinned slices', () => {
  it('keep their members while live ones follow the data', async () => {
    const filter = 'metadata.weather=fog';
    const set = (weather: string, index: number) =>
      catalogue.db.run(sql`update items set metadata = ${JSON.stringify({ weather })}
        where dataset_uid = ${fields.uid} and uid = ${fields.items[index]}`);
    await set('fog', 0);
    await touchDataset(catalogue, fields.uid);
    const common = { dataset: fields.uid, filterQueryString: filter };
    const pinned = await createSlice(ann, { ...common, name: fresh(), mode: 'pinned' });
    const live = await createSlice(ann, { ...common, name: fresh() });
    expect([pinned.item_count, live.item_count]).toEqual([1, 1]);
    expect(pinned.pinned_at).toBeInstanceOf(Date);
    await set('fog', 1);
    await touchDataset(catalogue, fields.uid);
    const again = await getSlice(ann, 'ann', pinned.slug);
    expect(again).toMatchObject({
      item_count: 1,
      filter_query_string: filter,
      pinned_at: pinned.pinned_at,
    });
    expect((await getSlice(ann, 'ann', live.slug)).item_count).toBe(2);
    expect(await keysOf(ann, again)).toEqual(['x.jpg']);
    // Pinning it anew takes what is there now; a deleted item goes from both.
    await updateSlice(ann, 'ann', pinned.slug, { mode: 'live' });
    const repinned = await updateSlice(ann, 'ann', pinned.slug, { mode: 'pinned' });
    expect(repinned.item_count).toBe(2);
    await catalogue.db.run(
      sql`delete from items where dataset_uid = ${fields.uid} and uid = ${fields.items[0]}`,
    );
    await touchDataset(catalogue, fields.uid);
    expect((await getSlice(ann, 'ann', pinned.slug)).item_count).toBe(1);
    expect((await getSlice(ann, 'ann', live.slug)).item_count).toBe(1);
  });

  it('are filled anew when the filter changes, and only then', async () => {
    const slice = await createSlice(ann, {
      name: fresh(),
      dataset: streets.uid,
      filterQueryString: 'metadata.weather=night',
      mode: 'pinned',
    });
    expect(slice.item_count).toBe(2);
    const renamed = await updateSlice(ann, 'ann', slice.slug, {
      name: fresh(),
      filterQueryString: 'metadata.weather=night',
    });
    expect(renamed.pinned_at).toEqual(slice.pinned_at);
    expect(renamed.slug).toBe(slice.slug);
    const changed = await updateSlice(ann, 'ann', slice.slug, {
      filterQueryString: 'metadata.weather=rain',
    });
    expect(await keysOf(ann, changed)).toEqual(['c.jpg']);
    expect(changed.item_count).toBe(1);
    expect(changed.pinned_at?.getTime()).toBeGreaterThan(slice.pinned_at?.getTime() ?? 0);
    const emptied = await updateSlice(ann, 'ann', slice.slug, { filterQueryString: null });
    expect(emptied).toMatchObject({ item_count: 0, filter_query_string: null });
  });

  it('hold a random selection that stays', async () => {
    const subSlices = [
      { type: 'dataset', dataset_uid: streets.uid },
      { type: 'dataset', dataset_uid: fields.uid },
    ];
    const slice = await createSlice(ann, { name: fresh(), subSlices, randomSelectionCount: 2 });
    expect(slice).toMatchObject({ mode: 'pinned', item_count: 2, random_selection_count: 2 });
    expect(await keysOf(ann, slice)).toEqual(
      await keysOf(ann, await getSlice(ann, 'ann', slice.slug)),
    );
    const live = createSlice(ann, {
      name: fresh(),
      subSlices,
      randomSelectionCount: 2,
      mode: 'live',
    });
    expect(await fieldsOf(live)).toHaveProperty('mode');
    expect(await fieldsOf(updateSlice(ann, 'ann', slice.slug, { mode: 'live' }))).toHaveProperty(
      'mode',
    );
    expect(
      await fieldsOf(updateSlice(ann, 'ann', slice.slug, { filterQueryString: 'label=car' })),
    ).toHaveProperty('filter_query_string');
  });
});

it('deletes a slice with its members, and loses the sources of a deleted dataset', async () => {
  const gone = await makeDataset(catalogue, ann.actor.userUid, 'gone', [{ key: 'g.jpg' }]);
  const subSlices = [
    { type: 'dataset', dataset_uid: gone.uid },
    { type: 'items', dataset_uid: streets.uid, item_uids: [streets.items[0]] },
  ];
  const slice = await createSlice(ann, { name: fresh(), subSlices });
  expect(slice.item_count).toBe(2);
  await catalogue.db.run(sql`delete from datasets where uid = ${gone.uid}`);
  const left = await getSlice(ann, 'ann', slice.slug);
  expect(left).toMatchObject({ item_count: 1, datasets: [streets.uid] });
  expect(left.sources).toHaveLength(1);
  const pinned = await createSlice(ann, {
    name: fresh(),
    dataset: streets.uid,
    filterQueryString: 'label=car',
    mode: 'pinned',
  });
  await deleteSlice(ann, 'ann', pinned.slug);
  expect(await codeOf(getSlice(ann, 'ann', pinned.slug))).toBe('not_found');
  expect(
    await catalogue.db.rows(sql`select 1 from slice_items where slice_uid = ${pinned.uid}`),
  ).toEqual([]);
  expect(
    await catalogue.db.rows(sql`select 1 from slice_counts where slice_uid = ${pinned.uid}`),
  ).toEqual([]);
});

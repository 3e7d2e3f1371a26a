import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSlice } from '../../src/catalog/slices/create.ts';
import { sliceDatasets } from '../../src/catalog/slices/datasets.ts';
import { deleteSlice } from '../../src/catalog/slices/delete.ts';
import { getSlice } from '../../src/catalog/slices/get.ts';
import { listSlicesOfDataset, listSlicesOfOwner } from '../../src/catalog/slices/list.ts';
import { updateSlice } from '../../src/catalog/slices/update.ts';
import { codeOf } from '../support/errors.ts';
import { fresh, makeScene, type Scene } from './scene.ts';

let catalogue: Scene['catalogue'];
let ann: Scene['ann'];
let bob: Scene['bob'];
let streets: Scene['streets'];

beforeAll(async () => {
  ({ catalogue, ann, bob, streets } = await makeScene());
});
afterAll(() => catalogue.close());

describe('rights', () => {
  it('evaluates with those of the reader', async () => {
    const slice = await createSlice(ann, {
      name: fresh(),
      dataset: streets.uid,
      filterQueryString: 'label=car',
      visibility: 'public',
    });
    expect(await codeOf(getSlice(bob, 'ann', slice.slug))).toBe('forbidden');
    expect(await codeOf(sliceDatasets(bob, slice))).toBe('forbidden');
    const seen = await listSlicesOfOwner(bob, 'ann', { limit: 100 });
    expect(seen.rows.map((row) => row.uid)).not.toContain(slice.uid);
    expect(await codeOf(listSlicesOfDataset(bob, streets.uid, { limit: 10 }))).toBe('forbidden');
    const set = (visibility: string) =>
      catalogue.db.run(
        sql`update datasets set visibility = ${visibility} where uid = ${streets.uid}`,
      );
    await set('public');
    expect((await getSlice(bob, 'ann', slice.slug)).item_count).toBe(2);
    expect(await codeOf(updateSlice(bob, 'ann', slice.slug, { name: 'Mine' }))).toBe('forbidden');
    expect(await codeOf(deleteSlice(bob, 'ann', slice.slug))).toBe('forbidden');
    await updateSlice(ann, 'ann', slice.slug, { visibility: 'private' });
    expect(await codeOf(getSlice(bob, 'ann', slice.slug))).toBe('forbidden');
    await set('private');
  });

  it('needs the scope of the key', async () => {
    const narrow = { ...ann, actor: { ...ann.actor, scopes: ['slices.read'] } };
    const slice = await createSlice(ann, {
      name: fresh(),
      dataset: streets.uid,
      filterQueryString: 'label=car',
    });
    expect((await getSlice(narrow, 'ann', slice.slug)).item_count).toBe(2);
    expect(await codeOf(sliceDatasets(narrow, slice))).toBe('forbidden');
    expect(await codeOf(createSlice(narrow, { name: fresh(), subSlices: [] }))).toBe('forbidden');
  });
});

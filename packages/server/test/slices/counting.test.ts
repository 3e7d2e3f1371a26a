import { setTimeout as sleep } from 'node:timers/promises';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createSlice } from '../../src/catalog/slices/create.ts';
import { getSlice } from '../../src/catalog/slices/get.ts';
import { fresh, keysOf, makeScene, type Scene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await makeScene();
});
afterAll(() => scene.catalogue.close());

it('a large dataset is counted behind the answer, and the slice can be read meanwhile', async () => {
  const { ann, streets } = scene;
  await ann.db.run(
    sql`update dataset_stats set item_count = 2000000 where dataset_uid = ${streets.uid}`,
  );
  // The count takes as long as this test wants.
  let letCount: () => void = () => undefined;
  const allowed = new Promise<void>((resolve) => (letCount = resolve));
  const row = ann.db.row;
  const slow = vi.spyOn(ann.db, 'row').mockImplementation(async (query) => {
    if (query.text.includes('count(*) as count from items')) await allowed;
    return row(query);
  });
  const counting = await createSlice(ann, {
    name: fresh(),
    dataset: streets.uid,
    filterQueryString: 'metadata.weather=night',
  });
  expect(counting).toMatchObject({ item_count: 0, item_count_pending: true });
  expect(await keysOf(ann, counting)).toEqual(['a.jpg', 'b.jpg']);
  const again = await getSlice(ann, 'ann', counting.slug);
  expect(again).toMatchObject({ item_count: 0, item_count_pending: true });
  letCount();
  for (;;) {
    const slice = await getSlice(ann, 'ann', counting.slug);
    if (!slice.item_count_pending) {
      expect(slice.item_count).toBe(2);
      break;
    }
    await sleep(50);
  }
  slow.mockRestore();
});

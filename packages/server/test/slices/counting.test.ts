import { setTimeout as sleep } from 'node:timers/promises';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
  const counting = await ann.db.transaction(async (tx) => {
    // Keeps the count from being written, as if it took long.
    await tx.run(sql`lock table slice_counts in exclusive mode`);
    const slice = await createSlice(ann, {
      name: fresh(),
      dataset: streets.uid,
      filterQueryString: 'metadata.weather=night',
    });
    expect(slice).toMatchObject({ item_count: 0, item_count_pending: true });
    expect(await keysOf(ann, slice)).toEqual(['a.jpg', 'b.jpg']);
    const again = await getSlice(ann, 'ann', slice.slug);
    expect(again).toMatchObject({ item_count: 0, item_count_pending: true });
    return slice;
  });
  for (;;) {
    const slice = await getSlice(ann, 'ann', counting.slug);
    if (!slice.item_count_pending) {
      expect(slice.item_count).toBe(2);
      break;
    }
    await sleep(50);
  }
});

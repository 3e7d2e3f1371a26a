import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../src/catalog/context.ts';
import { countItems } from '../../src/catalog/items/count.ts';
import { isFresh, keepCount, keptCount } from '../../src/catalog/items/kept-counts.ts';
import { rowWithin } from '../../src/db/within.ts';
import {
  makeDataset,
  testCatalogue,
  touchDataset,
  type TestCatalogue,
} from '../support/catalogue.ts';

let catalogue: TestCatalogue;
let ann: Context;
beforeAll(async () => {
  catalogue = await testCatalogue();
  ann = await catalogue.as('ann');
});
afterAll(() => catalogue.close());

test('a statement that takes too long is ended, and its connection goes on', async () => {
  const { db } = ann;
  const endless = sql`select count(*) from generate_series(1, 1000000000000) a`;
  expect(await rowWithin(db, 20, endless)).toBeNull();
  const { rows } = await db.pool.query<{ running: number }>(
    `select count(*) as running from pg_stat_activity where state = 'active' and query like '%1000000000000%'
      and pid <> pg_backend_pid() and datname = current_database()`,
  );
  expect(rows).toEqual([{ running: 0 }]);
  expect(await rowWithin(db, 60_000, sql`select 1 as one`)).toEqual({ one: 1 });
  await expect(rowWithin(db, 60_000, sql`select 1 / 0`)).rejects.toMatchObject({ code: '22012' });
});

test('a long count is kept until its dataset changes, a short one is not', async () => {
  const { uid } = await makeDataset(catalogue, ann.actor.userUid, 'counted', [
    { key: 'a', boxes: [{ label: 'car', box: [1, 1, 2, 2] }] },
    { key: 'b' },
  ]);
  const count = (filter?: string) => countItems(ann, uid, filter);
  expect(await count()).toEqual({ count: 2, estimated: false });
  expect(await count('label = car')).toEqual({ count: 1, estimated: false });
  expect(await count('NOT label = car')).toEqual({ count: 1, estimated: false });

  const [where, other] = [sql`i.key = ${'a'}`, sql`i.key = ${'b'}`];
  const stats = await ann.db.row<{ revision: number }>(
    sql`select revision from dataset_stats where dataset_uid = ${uid}`,
  );
  const found = { count: 7, estimated: false, revision: stats?.revision ?? -1 };
  keepCount(ann.db, uid, where, found, 1);
  expect(keptCount(ann.db, uid, where)).toBeUndefined();
  keepCount(ann.db, uid, where, found, 100);
  expect(keptCount(ann.db, uid, where)).toEqual(found);
  expect(keptCount(ann.db, uid, other)).toBeUndefined();
  expect(await isFresh(ann.db, uid, found)).toBe(true);
  await touchDataset(catalogue, uid);
  expect(await isFresh(ann.db, uid, found)).toBe(false);
});

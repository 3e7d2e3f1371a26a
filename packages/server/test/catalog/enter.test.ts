import sql from 'sql-template-tag';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKey } from '../../src/catalog/access/create-key.ts';
import { asOperator } from '../../src/catalog/access/ensure-admin.ts';
import { revokeKey } from '../../src/catalog/access/revoke-key.ts';
import type { Context } from '../../src/catalog/context.ts';
import { inDataset, type Asked } from '../../src/catalog/datasets/enter.ts';
import { createSlice } from '../../src/catalog/slices/create.ts';
import { inSlice } from '../../src/catalog/slices/enter.ts';
import { makeDataset, testCatalogue, type TestCatalogue } from '../support/catalogue.ts';
import { codeOf } from '../support/errors.ts';

let catalogue: TestCatalogue;
let ann: Context;
let operator: Context;
beforeAll(async () => {
  catalogue = await testCatalogue();
  ann = await catalogue.as('ann');
  operator = await asOperator(ann);
});
afterAll(() => catalogue.close());

/** A key of that user, and a look into one of ann's datasets with it. */
async function visitor(owner: string, slug: string) {
  const { key, uid } = await createKey(operator, { owner });
  const asked: Asked = { key, ownerName: 'ann', slug };
  const begun: string[] = [];
  const look = () =>
    inDataset(ann, asked, async ({ actor, dataset }) => {
      begun.push(dataset.uid);
      return [actor.userName, dataset.uid];
    });
  return { look, begun, uid };
}

test('the work is begun once when all is as it was, and a revoked key is refused at once', async () => {
  const { uid } = await makeDataset(catalogue, ann.actor.userUid, 'kept', []);
  const visit = await visitor('ann', 'kept');
  const first = await visit.look();
  expect(first).toEqual(['ann', uid]);
  expect(await visit.look()).toEqual(first);
  expect(visit.begun).toEqual([uid, uid]);
  await revokeKey(operator, visit.uid);
  expect(await codeOf(visit.look())).toBe('unauthenticated');
  const begun = visit.begun.length;
  // Nothing is expected of a key that was refused.
  expect(await codeOf(visit.look())).toBe('unauthenticated');
  expect(visit.begun).toHaveLength(begun);
});

test('an answer rests on what is found now: another dataset of that name', async () => {
  const old = await makeDataset(catalogue, ann.actor.userUid, 'moved', []);
  const visit = await visitor('ann', 'moved');
  expect(await visit.look()).toEqual(['ann', old.uid]);
  await ann.db.run(sql`update datasets set slug = 'elsewhere' where uid = ${old.uid}`);
  expect(await codeOf(visit.look())).toBe('not_found');
  const other = await makeDataset(catalogue, ann.actor.userUid, 'other', []);
  await ann.db.run(sql`update datasets set slug = 'moved' where uid = ${other.uid}`);
  expect(await visit.look()).toEqual(['ann', other.uid]);
});

test('a right that was lost is lost at once, and a failed early try is not the answer', async () => {
  const { uid } = await makeDataset(catalogue, ann.actor.userUid, 'shown', [], 'public');
  const visit = await visitor('bob', 'shown');
  expect(await visit.look()).toEqual(['bob', uid]);
  await ann.db.run(sql`update datasets set visibility = 'private' where uid = ${uid}`);
  expect(await codeOf(visit.look())).toBe('forbidden');
  const key = { key: 'a'.repeat(40), ownerName: 'ann', slug: 'shown' };
  const fails = () => Promise.reject(new Error('never'));
  expect(await codeOf(inDataset(ann, key, fails))).toBe('unauthenticated');
  expect(await codeOf(inDataset(ann, { ...key, key: undefined }, fails))).toBe('unauthenticated');
});

test('a slice shows what its datasets allow now', async () => {
  const made = await makeDataset(catalogue, ann.actor.userUid, 'sliced', [{ key: 'a' }], 'public');
  const slice = await createSlice(ann, {
    name: 'Sliced',
    visibility: 'public',
    dataset: made.uid,
    subSlices: [{ dataset: made.uid }],
  });
  const { key } = await createKey(operator, { owner: 'bob' });
  const look = () =>
    inSlice(
      ann,
      { key, ownerName: 'ann', slug: slice.slug },
      async ({ actor, slice, datasets }) => [
        actor.userName,
        slice.sources,
        datasets.map(({ slug }) => slug),
      ],
    );
  const found = ['bob', slice.sources, ['sliced']];
  expect(await look()).toEqual(found);
  expect(await look()).toEqual(found);
  await ann.db.run(sql`update datasets set slug = 'cut' where uid = ${made.uid}`);
  expect(await look()).toEqual(['bob', slice.sources, ['cut']]);
  await ann.db.run(sql`update datasets set visibility = 'private' where uid = ${made.uid}`);
  expect(await codeOf(look())).toBe('forbidden');
  await ann.db.run(sql`delete from slices where uid = ${slice.uid}`);
  expect(await codeOf(look())).toBe('not_found');
});

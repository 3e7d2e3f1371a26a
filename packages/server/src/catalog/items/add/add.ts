import type { Transaction } from '../../../db/database.ts';
import { requireRight } from '../../access/rights.ts';
import { editIn, type EditedDataset, type EditOptions } from '../../annotations/edit.ts';
import { holdLabels } from '../../annotations/labels.ts';
import type { Context } from '../../context.ts';
import { endWaiting } from '../../dataset-tasks/end-waiting.ts';
import { lockDataset } from '../../datasets/lock.ts';
import { changeStats } from '../../datasets/stats.ts';
import { insertItems, takeBack, withFreeKeys } from './insert.ts';
import type { AddProblem, AddResult, NewItem, StoredItem } from './model.ts';
import { storeItem } from './store.ts';

/**
 * Adds items with their bytes and annotations. One that cannot be added leaves nothing behind, neither a row nor bytes; the
 * others are there, all at once. Results are in the order given. Throws `forbidden`.
 */
export async function addItems(
  ctx: Context,
  dataset: EditedDataset,
  items: readonly NewItem[],
  options: EditOptions = {},
): Promise<AddResult[]> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  const results = new Array<AddResult | undefined>(items.length).fill(undefined);
  const stored: StoredItem[] = [];
  const kept = new Set<string>();
  try {
    for (const [at, given] of items.entries()) {
      const one = await storeItem(ctx.store, dataset.uid, at, given);
      if ('code' in one) results[at] = { problem: one };
      else stored.push(one);
    }
    const problems = await ctx.db.transaction((tx) => insert(tx, dataset, stored, options));
    for (const { at, uid, key } of stored) {
      const problem = problems.get(uid);
      if (!problem) kept.add(uid);
      results[at] = problem ? { problem } : { uid, key };
    }
  } finally {
    for (const { uid, media } of stored) {
      if (media && !kept.has(uid)) await ctx.store.delete(media.store);
    }
  }
  return results.map((one) => one ?? { problem: { code: 'invalid', message: 'not added' } });
}

/** Returns what is wrong with those that were not inserted, by their uids. */
async function insert(
  tx: Transaction,
  dataset: EditedDataset,
  stored: readonly StoredItem[],
  options: EditOptions,
): Promise<Map<string, AddProblem>> {
  const problems = new Map<string, AddProblem>();
  if (stored.length === 0) return problems;
  if (stored.some(({ given }) => given.annotations)) await holdLabels(tx, dataset.uid);
  await lockDataset(tx, dataset.uid);
  const free = await withFreeKeys(tx, dataset.uid, stored);
  const isFree = new Set(free);
  for (const one of stored) {
    const message = `there is an item ${one.key} already`;
    if (!isFree.has(one)) problems.set(one.uid, { code: 'exists', message });
  }
  await insertItems(tx, dataset.uid, free, new Date());
  const labelled = free.filter(({ given }) => given.annotations && given.annotations.length > 0);
  const edits = labelled.map(({ uid, given: { annotations = [] } }) => {
    return { itemUid: uid, put: annotations, remove: [] };
  });
  const edited = edits.length > 0 ? await editIn(tx, dataset, edits, options) : [];
  for (const [at, { error }] of edited.entries()) {
    const { uid = '' } = labelled[at] ?? {};
    if (error) problems.set(uid, { code: 'invalid', message: error.message });
  }
  const proposes = labelled.some(
    ({ uid, given }) =>
      !problems.has(uid) && given.annotations?.some(({ state }) => state === 'proposed'),
  );
  if (proposes) await endWaiting(tx, dataset.uid, new Date());
  const refused = free.filter(({ uid }) => problems.has(uid));
  await takeBack(
    tx,
    dataset.uid,
    refused.map(({ uid }) => uid),
  );
  const added = free.filter(({ uid }) => !problems.has(uid));
  if (added.length > 0) {
    const sizeBytes = added.reduce((sum, { size }) => sum + size, 0);
    await changeStats(tx, dataset.uid, {
      items: added.length,
      sequences: 0,
      annotations: 0,
      sizeBytes,
    });
  }
  return problems;
}

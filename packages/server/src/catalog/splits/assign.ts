import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import type { Split } from '../../formats/model.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { lockDataset } from '../datasets/lock.ts';
import type { Dataset } from '../datasets/row.ts';
import { filterCondition } from '../filter.ts';
import { findChanges, type Changes } from './find-changes.ts';
import { readAssignment, type SplitInput } from './input.ts';
import { requireRule, storeRule } from './store-rule.ts';

/** Items looked at in one statement and changed in one transaction: other writers wait for a fraction of a second. */
const BATCH_ITEMS = 5_000;

export interface AssignOptions {
  /** Stops between two batches. What is done stays; the same call again does the rest. */
  signal?: AbortSignal;
  /** Items looked at so far. */
  onProgress?: (done: number) => void;
}

/**
 * Puts items into a split, or deals them out by ratios; returns how many changed. Ratios without a filter become the
 * rule by which items that come later are dealt out, too. Throws `forbidden`, `invalid`, and `conflict` when another
 * rule is set meanwhile.
 */
export async function assignSplits(
  ctx: Context,
  dataset: Dataset,
  input: SplitInput,
  { signal, onProgress }: AssignOptions = {},
): Promise<number> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  const { to, filter, onlyUnassigned } = readAssignment(input);
  const where = filter ? await filterCondition(ctx.db, filter, dataset.uid) : sql`true`;
  const rule = 'rule' in to && !filter ? await storeRule(ctx, dataset.uid, to.rule) : undefined;
  let changed = 0;
  let looked = 0;
  for (let after: string | null = null; ;) {
    signal?.throwIfAborted();
    const batch: Changes = await findChanges(ctx, dataset.uid, {
      ...{ to, onlyUnassigned, where, after },
      limit: BATCH_ITEMS,
    });
    const { uids, splits } = batch;
    if (uids && splits) {
      changed += await ctx.db.transaction(async (tx) => {
        await lockDataset(tx, dataset.uid);
        if (rule !== undefined) await requireRule(tx, dataset.uid, rule);
        return change(tx, dataset.uid, { uids, splits, onlyUnassigned });
      });
    }
    looked += batch.looked;
    onProgress?.(looked);
    if (batch.looked < BATCH_ITEMS) return changed;
    after = batch.last;
  }
}

async function change(
  tx: Transaction,
  datasetUid: string,
  to: { uids: string[]; splits: (Split | null)[]; onlyUnassigned: boolean },
): Promise<number> {
  // Somebody may have given one a split since it was looked at.
  const still = to.onlyUnassigned ? sql`i.split is null` : sql`true`;
  const changed = await tx.run(sql`
    update items i set split = c.split, updated_at = ${new Date()}
    from unnest(${to.uids}::uuid[], ${to.splits}::text[]) c(uid, split)
    where i.dataset_uid = ${datasetUid} and i.uid = c.uid and ${still}`);
  await tx.run(sql`
    update dataset_stats set revision = revision + 1 where dataset_uid = ${datasetUid}`);
  return changed;
}

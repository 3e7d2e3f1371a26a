import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { dropBytes } from '../items/remove.ts';
import type { LabelBook } from './book.ts';
import { changeLabels, type Labelled } from './change.ts';
import type { BesideLabels } from './drop.ts';

/**
 * Changes the labels of a dataset as `work` says, in one transaction; `beside` says what goes with those that are removed.
 * Throws `forbidden` and what `work` throws.
 */
export async function editLabels<Result>(
  ctx: Context,
  dataset: Labelled,
  work: (book: LabelBook) => Result,
  beside: BesideLabels = 'nothing',
): Promise<Result> {
  const target = { ownerUid: dataset.owner_uid };
  requireRight(ctx.actor, 'project.write', target);
  if (beside !== 'nothing') requireRight(ctx.actor, 'dataset.write', target);
  const { result, items } = await ctx.db.transaction((tx) =>
    changeLabels(tx, dataset, work, beside),
  );
  await dropBytes(ctx, dataset.uid, items);
  return result;
}

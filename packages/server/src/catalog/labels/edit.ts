import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import type { LabelBook } from './book.ts';
import { changeLabels, type Labelled } from './change.ts';

/** Changes the labels of a dataset as `work` says, in one transaction. Throws `forbidden` and what `work` throws. */
export async function editLabels<Result>(
  ctx: Context,
  dataset: Labelled,
  work: (book: LabelBook) => Result,
): Promise<Result> {
  requireRight(ctx.actor, 'project.write', { ownerUid: dataset.owner_uid });
  return ctx.db.transaction((tx) => changeLabels(tx, dataset, work));
}

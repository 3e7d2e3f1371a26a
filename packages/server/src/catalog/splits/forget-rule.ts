import sql from 'sql-template-tag';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { lockDataset } from '../datasets/lock.ts';
import type { Dataset } from '../datasets/row.ts';

/** From now on items come without a split again; those that are there keep theirs. Throws `forbidden`. */
export async function forgetSplitRule(ctx: Context, dataset: Dataset): Promise<void> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  await ctx.db.transaction(async (tx) => {
    await lockDataset(tx, dataset.uid);
    await tx.run(sql`delete from split_rules where dataset_uid = ${dataset.uid}`);
  });
}

import sql, { join, type Sql } from 'sql-template-tag';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import type { DatasetHome } from '../datasets/row.ts';
import { lockDataset } from '../datasets/lock.ts';
import type { Split } from '../../formats/model.ts';
import { notFound } from '../errors.ts';
import { itemMoves, requireMove } from '../status.ts';

export interface ItemChange {
  status?: string | undefined;
  metadata?: Record<string, unknown> | undefined;
  /** Null takes it out of every split. */
  split?: Split | null | undefined;
}

/** Moves an item's status, replaces its metadata, sets its split. Throws `not_found`, `forbidden`, `invalid` for a forbidden move. */
export async function updateItem(
  ctx: Context,
  dataset: DatasetHome,
  uid: string,
  change: ItemChange,
): Promise<void> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  await ctx.db.transaction(async (tx) => {
    // Before the item, as everybody who changes many: the other way round two could wait for each other.
    await lockDataset(tx, dataset.uid);
    const item = await tx.row<{ status: string }>(sql`
      select status from items where dataset_uid = ${dataset.uid} and uid = ${uid} for update`);
    if (!item) throw notFound();
    if (change.status !== undefined) requireMove(itemMoves, item.status, change.status);
    const sets: Sql[] = [];
    if (change.status !== undefined) sets.push(sql`status = ${change.status}`);
    if (change.metadata !== undefined) {
      sets.push(sql`metadata = ${JSON.stringify(change.metadata)}`);
    }
    if (change.split !== undefined) sets.push(sql`split = ${change.split}`);
    if (sets.length === 0) return;
    sets.push(sql`updated_at = ${new Date()}`);
    await tx.run(sql`
      update items set ${join(sets)} where dataset_uid = ${dataset.uid} and uid = ${uid}`);
    await tx.run(sql`
      update dataset_stats set revision = revision + 1 where dataset_uid = ${dataset.uid}`);
  });
}

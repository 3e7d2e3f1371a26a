import sql from 'sql-template-tag';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import type { DatasetHome } from '../datasets/row.ts';
import { notFound } from '../errors.ts';
import { requireMove, sequenceMoves } from '../status.ts';

/** Moves a sequence to another status. Throws `not_found`, `forbidden`, `invalid` for a forbidden move. */
export async function updateSequenceStatus(
  ctx: Context,
  dataset: DatasetHome,
  uid: string,
  status: string,
): Promise<void> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  await ctx.db.transaction(async (tx) => {
    const row = await tx.row<{ status: string }>(sql`
      select status from sequences where dataset_uid = ${dataset.uid} and uid = ${uid} for update`);
    if (!row) throw notFound();
    requireMove(sequenceMoves, row.status, status);
    await tx.run(sql`
      update sequences set status = ${status}, updated_at = ${new Date()}
      where dataset_uid = ${dataset.uid} and uid = ${uid}`);
  });
}

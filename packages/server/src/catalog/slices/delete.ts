import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import { forbidden } from '../errors.ts';
import { mayWriteFor } from './datasets.ts';
import { findSlice } from './get.ts';
import { unpinMembers } from './pin.ts';

/** Deletes the slice; its items stay in their datasets. Throws `not_found`, `forbidden`. */
export async function deleteSlice(ctx: Context, ownerName: string, slug: string): Promise<void> {
  const slice = await findSlice(ctx, ownerName, slug);
  // No right to the datasets is needed: nothing of them is shown.
  if (!mayWriteFor(ctx, slice.owner_uid)) throw forbidden();
  await ctx.db.transaction(async (tx) => {
    await tx.run(sql`delete from slices where uid = ${slice.uid}`);
    await unpinMembers(tx, slice);
  });
}

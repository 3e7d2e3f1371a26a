import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import { deleteDataset } from './delete.ts';
import { selectDataset } from './row.ts';

/** Deletes a dataset that was made for an import which brought nothing, unless another import brought or brings something. */
export async function dropUnused(ctx: Context, uid: string): Promise<boolean> {
  const unused = await selectDataset(
    ctx.db,
    sql`d.uid = ${uid} and not exists (select 1 from items i where i.dataset_uid = d.uid)
      and not exists (select 1 from imports m where m.dataset_uid = d.uid and m.status in ('requested', 'running'))`,
  );
  if (!unused) return false;
  await deleteDataset(ctx, unused);
  return true;
}

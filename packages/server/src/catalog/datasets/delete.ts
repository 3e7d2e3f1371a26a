import sql, { raw } from 'sql-template-tag';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import type { Dataset } from './row.ts';

/**
 * Tables that belong to a dataset, children first: one statement each is far quicker than a cascade row by row. Imports
 * come before what they stage: one that runs then ends without leaving a row behind.
 */
const parts = [
  'imports',
  'import_problems',
  'import_annotations',
  'import_items',
  'slice_counts',
  'slice_items',
  'annotations',
  'tasks',
  'sequences',
  'items',
];

/** Deletes the dataset with everything in it. Finished exports stay: they are copies. */
export async function deleteDataset(ctx: Context, dataset: Dataset): Promise<void> {
  requireRight(ctx.actor, 'dataset.manage', { ownerUid: dataset.owner_uid });
  await ctx.db.transaction(async (tx) => {
    for (const table of parts) {
      await tx.run(sql`delete from ${raw(table)} where dataset_uid = ${dataset.uid}`);
    }
    await tx.run(sql`delete from datasets where uid = ${dataset.uid}`);
  });
  await ctx.store.deleteFolder(`media/${dataset.uid}/`);
  await ctx.store.deleteFolder(`thumbnails/${dataset.uid}/`);
}

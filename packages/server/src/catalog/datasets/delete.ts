import sql, { raw } from 'sql-template-tag';
import { parsePlace } from '../buckets/place.ts';
import { storeFolder } from '../buckets/store-key.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import type { Dataset } from './row.ts';

/**
 * Tables that belong to a dataset, children first: one statement each is far quicker than a cascade row by row. Imports
 * come before what they stage: one that runs then ends without leaving a row behind.
 */
const parts = [
  'imports',
  'dataset_tasks',
  'import_problems',
  'import_annotations',
  'import_items',
  'upload_files',
  'uploads',
  'slice_counts',
  'slice_items',
  'team_assignments',
  'team_members',
  'team_tasks',
  'annotations',
  'tasks',
  'sequences',
  'items',
  'deleted_items',
];

/** Deletes the dataset with everything in it, its published versions too. Finished exports stay: they are copies. */
export async function deleteDataset(
  ctx: Context,
  dataset: Pick<Dataset, 'uid' | 'owner_uid'>,
): Promise<void> {
  requireRight(ctx.actor, 'dataset.manage', { ownerUid: dataset.owner_uid });
  const output = await outputFolder(ctx, dataset);
  await ctx.db.transaction(async (tx) => {
    for (const table of parts) {
      await tx.run(sql`delete from ${raw(table)} where dataset_uid = ${dataset.uid}`);
    }
    // A project that was made for its labels goes with it, unless another dataset has joined it.
    await tx.run(sql`
      delete from projects p using dataset_profiles f
      where f.dataset_uid = ${dataset.uid} and p.uid = f.project_uid and not exists (
        select 1 from project_datasets o where o.project_uid = p.uid and o.dataset_uid <> ${dataset.uid})`);
    await tx.run(sql`delete from datasets where uid = ${dataset.uid}`);
  });
  await ctx.store.deleteFolder(`media/${dataset.uid}/`);
  await ctx.store.deleteFolder(`thumbnails/${dataset.uid}/`);
  await ctx.store.deleteFolder(`versions/${dataset.uid}/`);
  if (output !== undefined) await ctx.store.deleteFolder(output);
}

/** Where what was published of the dataset is in the store. */
async function outputFolder(
  { db }: Context,
  { uid, owner_uid }: Pick<Dataset, 'uid' | 'owner_uid'>,
): Promise<string | undefined> {
  const row = await db.row<{ folder: string | null }>(
    sql`select folder from dataset_profiles where dataset_uid = ${uid}`,
  );
  const place = parsePlace(row?.folder ?? '');
  return place && storeFolder(owner_uid, place);
}

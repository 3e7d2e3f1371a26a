import sql from 'sql-template-tag';
import type { Context } from '../context.ts';

/** Remembers the import that was started with the dataset. The caller has checked the right. */
export async function setImport(
  ctx: Context,
  datasetUid: string,
  importUid: string,
): Promise<void> {
  await ctx.db.run(
    sql`update dataset_profiles set import_uid = ${importUid} where dataset_uid = ${datasetUid}`,
  );
}

import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import { forbidden } from '../errors.ts';
import { archiveFolder } from './archive.ts';
import { findExport } from './get.ts';
import { mayDelete } from './row.ts';

/** Removes an export and its archive; one that runs is stopped. Throws `not_found`, `forbidden`. */
export async function deleteExport(ctx: Context, uid: string): Promise<void> {
  const row = await findExport(ctx, uid);
  if (!mayDelete(ctx.actor, row)) throw forbidden();
  await ctx.db.run(sql`delete from exports where uid = ${row.uid}`);
  await ctx.store.deleteFolder(archiveFolder(row.uid));
}

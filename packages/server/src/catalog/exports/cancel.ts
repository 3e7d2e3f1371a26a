import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import { CatalogError, forbidden } from '../errors.ts';
import { archiveFolder } from './archive.ts';
import { findExport } from './get.ts';
import { mayTouch, type ExportRow } from './row.ts';

/**
 * Stops an export: at once when it waits, within a second when it runs; nothing of it stays in the store. Cancelling
 * an aborted export changes nothing. Throws `conflict` for a finished or failed one, `not_found`, `forbidden`.
 */
export async function cancelExport(ctx: Context, uid: string): Promise<ExportRow> {
  const found = await findExport(ctx, uid);
  if (!mayTouch(ctx.actor, 'export.create', found)) throw forbidden();
  const stopped = await ctx.db.run(sql`
    update exports set status = 'aborted', object_key = null, updated_at = ${new Date()}
    where uid = ${found.uid} and status in ('requested', 'exporting')`);
  const row = await findExport(ctx, found.uid);
  if (stopped === 0 && row.status !== 'aborted') {
    throw new CatalogError('conflict', `The export is already ${row.status}.`);
  }
  // The runner removes what it is writing; this is for one that was killed and will not come back.
  await ctx.store.deleteFolder(archiveFolder(found.uid));
  return row;
}

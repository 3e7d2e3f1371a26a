import { rm } from 'node:fs/promises';
import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import { CatalogError } from '../errors.ts';
import { isImportOver } from '../imports/progress-of.ts';
import { loadImport } from '../imports/get.ts';
import { uploadFolder } from './folder.ts';
import type { Upload } from './model.ts';

/** Forgets an upload with its files. Throws `conflict` while its import runs. */
export async function abortUpload(ctx: Context, upload: Upload): Promise<void> {
  const { dataset_uid, uid, import_uid } = upload;
  const running = import_uid === null ? undefined : await loadImport(ctx.db, import_uid);
  if (running && !isImportOver(running)) {
    throw new CatalogError('conflict', 'Its import runs: cancel that.');
  }
  // First the row: files of requests that still run then have no place to be noted.
  await ctx.db.run(sql`delete from uploads where dataset_uid = ${dataset_uid} and uid = ${uid}`);
  await rm(uploadFolder(ctx, uid), { recursive: true, force: true });
}

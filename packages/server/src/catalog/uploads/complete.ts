import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import { CatalogError, invalid } from '../errors.ts';
import { createImportOfUpload, type NewImport } from '../imports/create.ts';
import { loadImport } from '../imports/get.ts';
import type { Import } from '../imports/model.ts';
import { uploadEnd, type Upload } from './model.ts';

export type UploadChoices = Pick<NewImport, 'format' | 'project' | 'yoloTask'>;

/**
 * Ends an upload and begins its import. Once more after an import that failed or was stopped: the files are still there.
 * Throws `conflict` when files are missing or an import of it runs, and what `createImport` throws.
 */
export async function completeUpload(
  ctx: Context,
  upload: Upload,
  choices: UploadChoices,
): Promise<Import> {
  const { dataset_uid, uid } = upload;
  if (upload.status === 'aborted') throw new CatalogError('conflict', 'This upload was aborted.');
  if (upload.import_uid !== null) {
    const before = await loadImport(ctx.db, upload.import_uid);
    if (before && before.status !== 'failed' && before.status !== 'canceled') return before;
  }
  const missing = await ctx.db.row<{ path: string }>(sql`
    select path from upload_files where dataset_uid = ${dataset_uid} and upload_uid = ${uid}
      and received < size order by path limit 1`);
  if (missing) throw new CatalogError('conflict', `${missing.path} is not whole yet.`);
  if (upload.file_count === 0) throw invalid('files', 'There are no files.');
  const now = new Date();
  return createImportOfUpload(
    ctx,
    { ...choices, datasetUid: dataset_uid, upload: uid },
    async (tx, made) => {
      const claimed = await tx.run(sql`
      update uploads set status = 'completed', import_uid = ${made}, updated_at = ${now}, expires_at = ${uploadEnd(now)}
      where dataset_uid = ${dataset_uid} and uid = ${uid} and import_uid is not distinct from ${upload.import_uid}`);
      if (claimed === 0)
        throw new CatalogError('conflict', 'This upload is being imported already.');
    },
  );
}

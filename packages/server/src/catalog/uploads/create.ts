import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { newUid } from '../../db/ids.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import type { DatasetHome } from '../datasets/row.ts';
import { CatalogError, notFound } from '../errors.ts';
import { filesFolder, uploadFolder } from './folder.ts';
import { uploadColumns, uploadEnd, UPLOADS_PER_USER, type Upload } from './model.ts';
import { sweepUploads } from './sweep.ts';

/** Begins an upload into a dataset. Throws `forbidden`, and `busy` for a user with too many open ones. */
export async function createUpload(
  ctx: Context,
  dataset: Pick<DatasetHome, 'uid' | 'owner_uid'>,
): Promise<Upload> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  await sweepUploads(ctx);
  const uid = newUid();
  const now = new Date();
  const { userUid } = ctx.actor;
  const upload = await ctx.db.transaction(async (tx) => {
    await tx.row(sql`select pg_advisory_xact_lock(hashtextextended(${`uploads:${userUid}`}, 0))`);
    const open = await tx.row<{ count: number }>(sql`
      select count(*) as count from uploads where created_by = ${userUid} and status = 'open'`);
    if ((open?.count ?? 0) >= UPLOADS_PER_USER) {
      throw new CatalogError('busy', 'Too many of your uploads are open. Finish or abort one.');
    }
    return tx.row<Upload>(sql`
      insert into uploads as u (dataset_uid, uid, created_by, status, created_at, updated_at, expires_at)
      values (${dataset.uid}, ${uid}, ${userUid}, 'open', ${now}, ${now}, ${uploadEnd(now)})
      returning ${uploadColumns}`);
  });
  if (!upload) throw notFound();
  await mkdir(filesFolder(ctx, uid), { recursive: true, mode: 0o700 });
  await mkdir(join(uploadFolder(ctx, uid), 'parts'), { recursive: true, mode: 0o700 });
  return upload;
}

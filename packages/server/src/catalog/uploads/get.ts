import sql from 'sql-template-tag';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import type { DatasetHome } from '../datasets/row.ts';
import { notFound } from '../errors.ts';
import { keyset, type Orderings, type Page, type PageRequest, type Place } from '../paging.ts';
import { uploadColumns, type Upload, type UploadFile } from './model.ts';

type Home = Pick<DatasetHome, 'uid' | 'owner_uid'>;

/** An upload of the actor's own into this dataset. Throws `not_found`, `forbidden`. */
export async function getUpload(ctx: Context, dataset: Home, uid: string): Promise<Upload> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  const [upload] = await ctx.db.prepared<Upload>(sql`
    select ${uploadColumns} from uploads u where u.dataset_uid = ${dataset.uid} and u.uid = ${uid}`);
  if (!upload || upload.created_by !== ctx.actor.userUid) throw notFound();
  return upload;
}

/** The actor's open uploads into this dataset, newest first: what a page that was loaded again goes on with. */
export async function listUploads(ctx: Context, dataset: Home): Promise<Upload[]> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  return ctx.db.rows<Upload>(sql`
    select ${uploadColumns} from uploads u
    where u.dataset_uid = ${dataset.uid} and u.created_by = ${ctx.actor.userUid} and u.status = 'open'
    order by u.uid desc`);
}

const orderings: Orderings = {
  columns: { path: { column: 'f.path', type: 'text' } },
  fallback: 'path',
  tieBreak: 'f.path',
};

/** The files of an upload by path, whole ones and others. */
export async function listUploadFiles(
  ctx: Context,
  upload: Upload,
  request: PageRequest,
): Promise<Page<UploadFile>> {
  const page = keyset(ctx.secret, `upload:${upload.uid}`, orderings, request);
  const rows = await ctx.db.rows<UploadFile & Place>(sql`
    select f.path, f.size, f.received, ${page.position} from upload_files f
    where f.dataset_uid = ${upload.dataset_uid} and f.upload_uid = ${upload.uid} and ${page.after}
    order by ${page.orderBy} limit ${page.limit}`);
  return page.finish(rows);
}

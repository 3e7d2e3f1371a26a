import sql, { join } from 'sql-template-tag';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import type { ProfiledDataset, Version } from '../profiles/model.ts';
import { versionJson } from './find.ts';

export interface VersionListRequest {
  status?: Version['status'] | undefined;
  format?: Version['format'] | undefined;
  /** Inclusive, 0 to 1. */
  ratios?: readonly [number, number] | undefined;
  /** Index of the page, from 0. */
  page: number;
  limit: number;
}

/** A page of a dataset's versions, the newest first, and how many there are. Throws `forbidden`. */
export async function listVersions(
  ctx: Context,
  dataset: Pick<ProfiledDataset, 'uid' | 'owner_uid'> & { visibility?: string },
  { status, format, ratios, page, limit }: VersionListRequest,
): Promise<{ rows: Version[]; total: number }> {
  requireRight(ctx.actor, 'dataset.read', {
    ownerUid: dataset.owner_uid,
    ...(dataset.visibility !== undefined && { visibility: dataset.visibility }),
  });
  const conditions = [sql`v.dataset_uid = ${dataset.uid}`];
  if (status !== undefined) conditions.push(sql`v.status = ${status}`);
  if (format !== undefined) conditions.push(sql`v.format = ${format}`);
  if (ratios) conditions.push(sql`v.train_ratio::numeric between ${ratios[0]} and ${ratios[1]}`);
  const where = join(conditions, ' and ');
  const [rows, counted] = await Promise.all([
    ctx.db.rows<{ version: Version }>(sql`
      select ${versionJson} from dataset_versions v where ${where}
      order by v.uid desc limit ${limit} offset ${page * limit}`),
    ctx.db.row<{ total: number }>(
      sql`select count(*) as total from dataset_versions v where ${where}`,
    ),
  ]);
  return { rows: rows.map((row) => row.version), total: counted?.total ?? 0 };
}

import sql, { type Sql } from 'sql-template-tag';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import type { ProfiledDataset, Version } from '../profiles/model.ts';
import { versionMissing } from '../profiles/switch-version.ts';
import type { UidRange } from '../uids.ts';

type Owned = Pick<ProfiledDataset, 'uid' | 'owner_uid'>;

/** Over alias `v`, as `Version` has it. */
export const versionJson: Sql = sql`to_jsonb(v) - 'dataset_uid' as version`;

/** A version of a dataset. Throws `version_missing`, `forbidden`. */
export async function findVersion(ctx: Context, dataset: Owned, uids: UidRange): Promise<Version> {
  requireRight(ctx.actor, 'dataset.read', { ownerUid: dataset.owner_uid });
  const row = await ctx.db.row<{ version: Version }>(sql`
    select ${versionJson} from dataset_versions v
    where v.dataset_uid = ${dataset.uid} and v.uid between ${uids.first} and ${uids.last}`);
  if (!row) throw versionMissing();
  return row.version;
}

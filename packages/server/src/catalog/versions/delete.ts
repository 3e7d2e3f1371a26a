import sql from 'sql-template-tag';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import type { ProfiledDataset } from '../profiles/model.ts';
import { versionMissing } from '../profiles/switch-version.ts';
import type { UidRange } from '../uids.ts';
import { snapshotFolder } from './row.ts';

/**
 * Deletes a version: it can be exported and switched to no more. Its published files stay until the dataset goes. One that
 * is being published is stopped and leaves nothing. Throws `version_missing`, `forbidden`.
 */
export async function deleteVersion(
  ctx: Context,
  dataset: Pick<ProfiledDataset, 'uid' | 'owner_uid'>,
  uids: UidRange,
): Promise<void> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  const row = await ctx.db.row<{ uid: string }>(sql`
    delete from dataset_versions
    where dataset_uid = ${dataset.uid} and uid between ${uids.first} and ${uids.last} returning uid`);
  if (!row) throw versionMissing();
  await ctx.store.deleteFolder(snapshotFolder(dataset.uid, row.uid));
}

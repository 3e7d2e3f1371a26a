import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import type { ProfiledDataset } from '../profiles/model.ts';

/**
 * The dataset's output folder and the number of its next version; nobody else publishes it until the end of the
 * transaction. A dataset that was made without them gets both here, `folder` as its folder.
 */
export async function lockProfile(
  tx: Transaction,
  dataset: Pick<ProfiledDataset, 'uid' | 'kind'>,
  folder: string,
): Promise<{ folder: string; next: number }> {
  await tx.run(sql`
    insert into dataset_profiles (dataset_uid, kind) values (${dataset.uid}, ${dataset.kind})
    on conflict (dataset_uid) do nothing`);
  const row = await tx.row<{ folder: string | null; next: number }>(sql`
    select folder, next_version as next from dataset_profiles where dataset_uid = ${dataset.uid} for update`);
  if (row && row.folder !== null) return { folder: row.folder, next: row.next };
  const above = `${folder.split('/').slice(0, -2).join('/')}/`;
  await tx.run(sql`
    update dataset_profiles set folder = ${folder}, work_path = ${above} where dataset_uid = ${dataset.uid}`);
  return { folder, next: row?.next ?? 1 };
}

import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { RuleError } from '../errors.ts';
import type { UidRange } from '../uids.ts';

export const versionMissing = () =>
  new RuleError('not_found', 'version_missing', 'There is no such version.');

/** Makes a finished version the current one. Throws `version_missing`. */
export async function switchVersion(
  tx: Transaction,
  datasetUid: string,
  uids: UidRange,
): Promise<void> {
  const version = await tx.row<{ uid: string }>(sql`
    select uid from dataset_versions where dataset_uid = ${datasetUid}
      and uid between ${uids.first} and ${uids.last} and status = 'normal' for update`);
  if (!version) throw versionMissing();
  // One after the other: at most one may be current at any time.
  await tx.run(sql`
    update dataset_versions set is_current = false
    where dataset_uid = ${datasetUid} and is_current and uid <> ${version.uid}`);
  await tx.run(sql`
    update dataset_versions set is_current = true
    where dataset_uid = ${datasetUid} and uid = ${version.uid}`);
}

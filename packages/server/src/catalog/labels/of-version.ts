import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import type { VersionLabel } from '../profiles/model.ts';
import { versionMissing } from '../profiles/switch-version.ts';
import type { UidRange } from '../uids.ts';

/** The labels as a version was published with them. Throws `version_missing`. */
export async function labelsOfVersion(
  ctx: Context,
  datasetUid: string,
  uids: UidRange,
): Promise<VersionLabel[]> {
  const [version] = await ctx.db.prepared<{ labels: VersionLabel[] }>(sql`
    select label_stats as labels from dataset_versions
    where dataset_uid = ${datasetUid} and uid between ${uids.first} and ${uids.last}`);
  if (!version) throw versionMissing();
  return version.labels;
}

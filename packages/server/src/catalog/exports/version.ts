import sql from 'sql-template-tag';
import { parseUid } from '../../db/ids.ts';
import type { Context } from '../context.ts';
import { invalid, notFound } from '../errors.ts';
import type { NewExport } from './check.ts';

/** The version that an export names; undefined when it names none. Throws `invalid` on `version`, `not_found`. */
export async function namedVersion(
  { db }: Context,
  { version, datasets, projects, slices, filterQueryString }: NewExport,
): Promise<{ uid: string; datasetUid: string } | undefined> {
  if (version === undefined) return undefined;
  const uid = parseUid(version);
  const row =
    uid &&
    (await db.row<{ dataset_uid: string; status: string }>(
      sql`select dataset_uid, status from dataset_versions where uid = ${uid}`,
    ));
  if (!uid || !row) throw notFound();
  if (row.status !== 'normal') throw invalid('version', 'The version is not published.');
  const others = [...projects, ...slices, ...(filterQueryString ? [filterQueryString] : [])];
  if (others.length > 0 || datasets.some((named) => parseUid(named) !== row.dataset_uid)) {
    throw invalid('version', 'Beside a version only its own dataset can be named.');
  }
  return { uid, datasetUid: row.dataset_uid };
}

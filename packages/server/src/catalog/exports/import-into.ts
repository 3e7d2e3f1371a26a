import sql from 'sql-template-tag';
import { placePath } from '../buckets/place.ts';
import type { Catalog } from '../context.ts';
import type { ExportWishes } from '../dataset-tasks/exports.ts';
import { createImportOfManifest } from '../imports/create.ts';
import { creatorOf } from './creator.ts';
import type { ExportRow } from './row.ts';

/**
 * Begins the import of what an export has written into the new dataset that it was asked for, once: an export may be run
 * again. What the import read is removed with its end. Throws `forbidden`, and `not_found` when the dataset has gone.
 */
export async function importInto(
  catalog: Catalog,
  { created_by }: Pick<ExportRow, 'created_by'>,
  { into }: ExportWishes,
): Promise<void> {
  if (!into) return;
  const { datasetUid, projectUid, bucket, key } = into;
  const begun = await catalog.db.row(
    sql`select 1 from imports where dataset_uid = ${datasetUid} limit 1`,
  );
  if (begun) return;
  const actor = await creatorOf(catalog.db, created_by);
  const path = placePath({ bucket, key });
  await createImportOfManifest(
    { ...catalog, actor },
    {
      datasetUid,
      ...(projectUid !== null && { project: projectUid }),
      task: { kind: 'import', asked: { import_path: path, import_type: 1 } },
    },
    { bucket, key },
    { temporary: true },
  );
}

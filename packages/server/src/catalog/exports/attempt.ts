import sql, { type Sql } from 'sql-template-tag';
import { newUid } from '../../db/ids.ts';
import type { ReportDocument } from '../../formats/report/counter.ts';
import type { Catalog } from '../context.ts';
import { archiveFolder, archiveKey } from './archive.ts';
import { selectExport, type ExportRow } from './row.ts';

/** One try at an export. The row names the try that owns it: what an older one still says has no effect. */
export interface Attempt {
  row: ExportRow;
  /** Where its archive goes. */
  key: string;
}

export interface Archive {
  /** Bytes. */
  size: number;
  sha256: Buffer;
  report: ReportDocument;
  /** Items in it. */
  items: number;
}

/**
 * Starts an attempt; undefined when there is nothing to do (finished, stopped or deleted). Removes what a killed
 * attempt left in the store. The caller holds the lock of the export.
 */
export async function beginAttempt(catalog: Catalog, uid: string): Promise<Attempt | undefined> {
  const key = archiveKey(uid, newUid());
  const begun = await catalog.db.run(sql`
    update exports set status = 'exporting', object_key = ${key}, total_task_count = null,
      exported_task_count = null, updated_at = ${new Date()}
    where uid = ${uid} and status in ('requested', 'exporting')`);
  const row = await selectExport(catalog.db, uid);
  if (!row?.has_archive) await catalog.store.deleteFolder(archiveFolder(uid));
  return begun > 0 && row ? { row, key } : undefined;
}

/** Shows how far it is. False when the export was stopped or deleted, or belongs to another attempt. */
export function showProgress(
  catalog: Catalog,
  attempt: Attempt,
  { total, done }: { total: number | null; done: number | null },
): Promise<boolean> {
  return change(catalog, attempt, sql`total_task_count = ${total}, exported_task_count = ${done}`);
}

/** Makes the archive the export's own. False as in showProgress; the archive must then be removed. */
export function publish(catalog: Catalog, attempt: Attempt, archive: Archive): Promise<boolean> {
  return change(
    catalog,
    attempt,
    sql`status = 'exported', size_bytes = ${archive.size}, sha256 = ${archive.sha256},
      report = ${JSON.stringify(archive.report)}, exported_task_count = ${archive.items}, error = null`,
  );
}

export function fail(
  catalog: Catalog,
  attempt: Attempt,
  error: string,
  report: ReportDocument | null,
): Promise<boolean> {
  return change(
    catalog,
    attempt,
    sql`status = 'failed', object_key = null, error = ${error},
      report = ${report && JSON.stringify(report)}::jsonb`,
  );
}

/** Puts the export back into the queue, as if it had never been begun. */
export function handBack(catalog: Catalog, attempt: Attempt): Promise<boolean> {
  return change(
    catalog,
    attempt,
    sql`status = 'requested', object_key = null, total_task_count = null, exported_task_count = null`,
  );
}

/** Removes what this attempt wrote, and nothing of a later one. */
export async function discard(catalog: Catalog, { row, key }: Attempt): Promise<void> {
  await catalog.store.delete(key);
  const current = await selectExport(catalog.db, row.uid);
  const over = !current || current.status === 'aborted' || current.status === 'failed';
  if (over) await catalog.store.deleteFolder(archiveFolder(row.uid));
}

async function change(catalog: Catalog, { row, key }: Attempt, set: Sql): Promise<boolean> {
  const changed = await catalog.db.run(sql`
    update exports set ${set}, updated_at = ${new Date()}
    where uid = ${row.uid} and status = 'exporting' and object_key = ${key}`);
  return changed > 0;
}

import { readdir, rm } from 'node:fs/promises';
import sql from 'sql-template-tag';
import type { Catalog } from '../context.ts';
import { uploadFolder, uploadsFolder } from './folder.ts';

interface Expired {
  dataset_uid: string;
  uid: string;
  import_uid: string | null;
}

/** Removes uploads that nobody continues, unless their import still reads them, and folders that no upload has. */
export async function sweepUploads(catalog: Catalog): Promise<void> {
  const { db } = catalog;
  const expired = await db.rows<Expired>(sql`
    select dataset_uid, uid, import_uid from uploads where expires_at <= ${new Date()}`);
  const imports = expired.flatMap(({ import_uid }) => import_uid ?? []);
  const running = await db.rows<{ uid: string }>(sql`
    select uid from imports where uid = any(${imports}::uuid[]) and status in ('requested', 'running')`);
  const busy = new Set(running.map(({ uid }) => uid));
  for (const { dataset_uid, uid, import_uid } of expired) {
    if (import_uid !== null && busy.has(import_uid)) continue;
    await db.run(sql`delete from uploads where dataset_uid = ${dataset_uid} and uid = ${uid}`);
  }
  await removeStrays(catalog);
}

/** A folder is made after its upload, so one without is left from a dataset that was deleted. */
async function removeStrays(catalog: Catalog): Promise<void> {
  const names = await readdir(uploadsFolder(catalog)).catch(() => []);
  if (names.length === 0) return;
  const rows = await catalog.db.rows<{ uid: string }>(sql`
    select uid from uploads where uid::text = any(${names})`);
  const known = new Set(rows.map(({ uid }) => uid));
  for (const name of names.filter((one) => !known.has(one))) {
    await rm(uploadFolder(catalog, name), { recursive: true, force: true });
  }
}

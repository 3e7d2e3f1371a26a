import type { Readable } from 'node:stream';
import sql from 'sql-template-tag';
import type { ByteRange } from '../../store/store.ts';
import type { Catalog } from '../context.ts';
import { notFound } from '../errors.ts';
import { slugOf } from '../slices/name.ts';

/** Objects of one export; each attempt writes one of its own, so that a late one never replaces what is published. */
export const archiveFolder = (uid: string) => `exports/${uid}/`;
export const archiveKey = (uid: string, attempt: string) => `${archiveFolder(uid)}${attempt}.zip`;

export interface ExportArchive {
  /** Bytes. */
  size: number;
  /** SHA-256 of the archive in hex: the same bytes have the same tag. */
  etag: string;
  /** From the export's name; may hold letters of any script. */
  fileName: string;
  read(range?: ByteRange): Readable;
}

/** The archive of a finished export; the caller has checked the right or a signed link. Throws `not_found`. */
export async function openExportArchive(catalog: Catalog, uid: string): Promise<ExportArchive> {
  const row = await catalog.db.row<{ name: string; object_key: string; sha256: string }>(sql`
    select name, object_key, encode(sha256, 'hex') as sha256 from exports
    where uid = ${uid} and status = 'exported' and object_key is not null`);
  const size = row && (await catalog.store.size(row.object_key));
  if (!row || size === undefined) throw notFound();
  return {
    size,
    etag: row.sha256,
    fileName: `${slugOf(row.name)}.zip`,
    read: (range) => catalog.store.read(row.object_key, range),
  };
}

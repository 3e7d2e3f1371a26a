import { open, realpath, stat } from 'node:fs/promises';
import sql from 'sql-template-tag';
import { servedContentType } from '../../media/sniff.ts';
import type { ByteRange } from '../../store/store.ts';
import type { Catalog } from '../context.ts';
import { notFound } from '../errors.ts';
import { linkRoots } from '../imports/link-roots.ts';
import { isInsideAny } from '../imports/roots.ts';

/** The bytes of an item, as they can be sent. */
export interface OpenedMedia {
  /** Bytes. */
  size: number;
  /** One of the types that Sheaf serves, by what the bytes are and not by the name. */
  contentType: string;
  /** Quoted; changes whenever the bytes do. */
  etag: string;
  /** The range must lie within the size. */
  read(range?: ByteRange): AsyncIterable<Buffer>;
  /** Where the file is, for programs that read by path; undefined for media in the store. */
  path?: string;
}

/** What the row of an item says of its media. */
export interface MediaRow {
  media: { store: string } | { link: string } | null;
  content_type: string | null;
  content_sha256: Buffer | null;
}

/**
 * Opens an item's media, without asking who wants it: links to media carry their own right. Throws `not_found` when
 * there is no such item, no media, the bytes have gone, or a linked file no longer lies in an allowed folder.
 */
export async function openMedia(
  catalog: Catalog,
  datasetUid: string,
  itemUid: string,
): Promise<OpenedMedia> {
  const row = await catalog.db.row<MediaRow>(sql`
    select media, content_type, content_sha256 from items
    where dataset_uid = ${datasetUid} and uid = ${itemUid}`);
  if (!row) throw notFound();
  return openMediaRow(catalog, row);
}

/** The same for a row that has been read already. */
export async function openMediaRow(catalog: Catalog, row: MediaRow): Promise<OpenedMedia> {
  if (!row.media) throw notFound();
  const contentType = servedContentType(row.content_type);
  return 'store' in row.media
    ? openStored(catalog, row.media.store, contentType, row.content_sha256)
    : openLinked(catalog, row.media.link, contentType);
}

async function openStored(
  catalog: Catalog,
  key: string,
  contentType: string,
  sha256: Buffer | null,
): Promise<OpenedMedia> {
  const size = await catalog.store.size(key);
  if (size === undefined) throw notFound();
  const etag = `"${sha256 ? sha256.toString('base64url') : `${key}-${size}`}"`;
  return { size, contentType, etag, read: (range) => catalog.store.read(key, range) };
}

async function openLinked(
  catalog: Catalog,
  link: string,
  contentType: string,
): Promise<OpenedMedia> {
  // Resolved each time: a folder that was allowed then may be a symbolic link to somewhere else now.
  const path = await realpath(link).catch(() => undefined);
  if (path === undefined || !(await isInsideAny(await linkRoots(catalog), path))) throw notFound();
  const info = await stat(path);
  if (!info.isFile()) throw notFound();
  const etag = `"${info.size.toString(36)}-${Math.round(info.mtimeMs).toString(36)}"`;
  return { size: info.size, contentType, etag, path, read: (range) => readFile(path, range) };
}

async function* readFile(path: string, range?: ByteRange): AsyncIterable<Buffer> {
  const file = await open(path, 'r');
  try {
    // Node's `end` is inclusive, and cannot say "nothing".
    if (range && range.end <= range.start) return;
    const window = range ? { start: range.start, end: range.end - 1 } : {};
    yield* file.createReadStream({ ...window, autoClose: false });
  } finally {
    await file.close();
  }
}

import { createHash } from 'node:crypto';
import { errorCode } from '../../../db/errors.ts';
import type { ByteRange, Problem } from '../../../formats/model.ts';
import { probeFile, type FileProbe } from '../../../media/probe-file.ts';
import { probeImage, type ProbeResult } from '../../../media/probe.ts';
import type { ObjectStore } from '../../../store/store.ts';
import { mediaKey } from '../model.ts';
import type { FolderSource } from '../source.ts';
import { contentConflict, type ExistingItem } from './existing.ts';
import type { StagedItem } from './load.ts';

export interface ItemMedia extends FileProbe {
  /** Null for linked media, which is not read. */
  sha256: Buffer | null;
  place: { store: string } | { link: string };
}

export type PreparedMedia =
  | { refused: { code: string; message: string } }
  /** Pixels as displayed, null of what is no image; `media` is absent when only metadata is held. */
  | { width: number | null; height: number | null; media?: ItemMedia };

export interface MediaWork {
  source: FolderSource;
  store: ObjectStore;
  datasetUid: string;
  /** Absent when there is nothing but items. */
  projectUid: string | undefined;
  link: boolean;
  signal: AbortSignal;
}

/**
 * Looks at one item's file and, when the item is new, copies it into the store under the uid that was fixed at
 * staging: a second attempt writes the same object again.
 */
export async function prepareMedia(
  work: MediaWork,
  item: StagedItem,
  existing: ExistingItem | undefined,
): Promise<PreparedMedia> {
  const { path, range, width, height, file } = item.record;
  const found = path === undefined ? undefined : await work.source.locate(path);
  if (!found) {
    if (file && path === undefined) return NO_PIXELS;
    return withoutMedia(existing?.width ?? width, existing?.height ?? height);
  }
  const probe = await tryProbe(found.absolute, range, file === true);
  if ('refused' in probe) {
    return { refused: { code: probe.refused, message: probe.message } };
  }
  const { contentType, size } = probe;
  const media: ItemMedia = { contentType, size, sha256: null, place: { link: found.absolute } };
  if (existing) {
    // The hash is read only when size alone cannot tell.
    const compare = existing.content_sha256 !== null && existing.size_bytes === probe.size;
    if (compare) media.sha256 = await hashOf(work, found.file.path, range);
    const conflict = contentConflict(existing, media);
    if (conflict) return { refused: { code: KEY_CONFLICT, message: conflict } };
  } else if (!work.link || range) {
    // What stands inside of an archive has no file that could be linked.
    const key = mediaKey(work.datasetUid, item.item_uid);
    const hash = createHash('sha256');
    media.size = await work.store.write(key, hashing(work, found.file.path, range, hash));
    media.sha256 = hash.digest();
    media.place = { store: key };
  }
  const { width: pixels, height: lines } = 'width' in probe ? probe : NO_PIXELS;
  return { width: pixels, height: lines, media };
}

const NO_PIXELS = { width: null, height: null };

async function tryProbe(
  path: string,
  range: ByteRange | undefined,
  anyFile: boolean,
): Promise<ProbeResult | FileProbe> {
  try {
    return await (anyFile ? probeFile(path, range) : probeImage(path, range));
  } catch (error) {
    // A file that may not be read is the file's fault; a full disk or too many open files are not.
    if (!['EACCES', 'EPERM', 'EISDIR'].includes(errorCode(error) ?? '')) throw error;
    return { refused: 'media_unreadable', message: 'The file may not be read.' };
  }
}

export const KEY_CONFLICT = 'key_exists_with_other_content';

function withoutMedia(width: number | undefined, height: number | undefined): PreparedMedia {
  const known = (pixels: number | undefined): pixels is number =>
    pixels !== undefined && Number.isInteger(pixels) && pixels > 0 && pixels <= MAX_PIXELS;
  if (known(width) && known(height)) return { width, height };
  const message = 'The source has no file for it and does not state its size.';
  return { refused: { code: 'media_missing', message } };
}

/** What the column holds; no image format goes further. */
const MAX_PIXELS = 2 ** 31 - 1;

async function* hashing(
  work: MediaWork,
  path: string,
  range: ByteRange | undefined,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Buffer> {
  for await (const chunk of work.source.read(path, range)) {
    work.signal.throwIfAborted();
    hash.update(chunk);
    yield chunk;
  }
}

async function hashOf(
  work: MediaWork,
  path: string,
  range: ByteRange | undefined,
): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of hashing(work, path, range, hash)) void chunk;
  return hash.digest();
}

/** A refusal as the report tells it. */
export function itemProblem(
  item: StagedItem,
  code: string,
  message: string,
  annotations: number,
): Problem {
  const lost = annotations > 0 ? ` Its ${annotations} annotations are refused with it.` : '';
  return {
    ...item.record.origin,
    code,
    message: `${item.key}: ${message}${lost}`,
    action: 'refused',
  };
}

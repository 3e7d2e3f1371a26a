import { folderOf, join } from '../files/paths.ts';
import { itemKey } from '../keys.ts';
import type { ImportSource } from '../model.ts';

/** The only manifest of an archive that Sheaf writes. */
export const MANIFEST = 'dataset.manifest';

/** Folders of a bucket that are left out, one after the other, while a file of it is looked for. */
const MAX_DROPPED = 16;
/** `s3://`, `obs://`, `s3a://` as the vendor writes them, in any case. */
const BUCKET_URL = /^(?:s3a?|obs):\/\/+/i;

/**
 * The path that a manifest means: `bucket/key` when it names a bucket (by a URL or as `/bucket/key`), else relative to the
 * manifest.
 */
export function readPlace(reference: string): { bucket: boolean; path: string } {
  if (BUCKET_URL.test(reference)) return { bucket: true, path: reference.replace(BUCKET_URL, '') };
  if (reference.startsWith('/')) return { bucket: true, path: reference.replace(/^\/+/, '') };
  return { bucket: false, path: reference.replace(/^(?:\.\/+)+/, '') };
}

/** The key of an item: the path without its bucket, and without `base` (`bucket/folder/`) where it lies below. */
export function keyOfPlace(reference: string, base = ''): string {
  const { bucket, path } = readPlace(reference);
  if (base !== '' && path.startsWith(base)) return path.slice(base.length);
  return bucket ? path.slice(path.indexOf('/') + 1) : path;
}

/**
 * The file of the source that a manifest means. A path is looked for beside the manifest and from the root; one in a
 * bucket also without the bucket, and then without its first folders one after the other: a downloaded folder is rarely
 * the whole bucket. Never leaves the source.
 */
export async function findPlace(
  source: ImportSource,
  manifest: string,
  reference: string,
): Promise<string | undefined> {
  const { bucket, path } = readPlace(reference);
  const folder = folderOf(manifest);
  for (const candidate of candidates(path, bucket)) {
    // The rules for keys are those for paths that stay inside.
    const { key } = itemKey(candidate);
    if (key === undefined) continue;
    for (const place of new Set([join(folder, key), key])) {
      if (await source.stat(place)) return place;
    }
  }
  return undefined;
}

function* candidates(path: string, bucket: boolean): Generator<string> {
  yield path;
  let rest = path;
  for (let dropped = 0; bucket && dropped <= MAX_DROPPED; dropped += 1) {
    const slash = rest.indexOf('/');
    if (slash < 0) return;
    rest = rest.slice(slash + 1);
    yield rest;
  }
}

import { createReadStream } from 'node:fs';
import type { ByteRange } from '../../store/store.ts';
import type { Catalog } from '../context.ts';
import { findOnDisk } from './import-root.ts';
import type { BucketPlace } from './place.ts';
import { storeKey } from './store-key.ts';

/** An object of a bucket that can be read. */
export interface BucketObject {
  /** Bytes. */
  size: number;
  /** Quoted; absent: it never changes. */
  etag?: string;
  read(range?: ByteRange): AsyncIterable<Buffer>;
}

/**
 * Opens an object of an owner's bucket for the program itself: a file below the import root of that name, else what Sheaf
 * has written there. Undefined when there is neither. The caller has checked the right.
 */
export async function openObject(
  catalog: Catalog,
  ownerUid: string,
  place: BucketPlace,
): Promise<BucketObject | undefined> {
  const found = await findOnDisk(catalog.importRoots, place);
  if (found && !found.isFolder) {
    const { path, size } = found;
    // Node's `end` is inclusive.
    const part = (range?: ByteRange) => (range ? { start: range.start, end: range.end - 1 } : {});
    return { size, read: (range) => createReadStream(path, part(range)) };
  }
  return openWritten(catalog, ownerUid, place);
}

/** The same for what Sheaf has written alone. */
export async function openWritten(
  { store }: Catalog,
  ownerUid: string,
  place: BucketPlace,
): Promise<BucketObject | undefined> {
  if (place.key === '' || place.key.endsWith('/')) return undefined;
  const key = storeKey(ownerUid, place);
  const size = await store.size(key);
  return size === undefined ? undefined : { size, read: (range) => store.read(key, range) };
}

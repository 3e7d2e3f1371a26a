import { createWriteStream } from 'node:fs';
import { link, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { MediaFinder } from '../../buckets/media-finder.ts';
import { placePath, type BucketPlace } from '../../buckets/place.ts';
import { storeKey } from '../../buckets/store-key.ts';
import type { Catalog } from '../../context.ts';
import { errorCode } from '../../../db/errors.ts';
import { CatalogError } from '../../errors.ts';
import { openMediaRow, type MediaRow } from '../../media/open.ts';
import { isInside } from '../roots.ts';
import { mapLimit } from '../batch/map-limit.ts';

/** Most of them wait for the disk. */
const AT_ONCE = 16;

/** Lays objects of an owner's buckets down in a folder, each at `bucket/key`. What cannot have that name there is left out. */
export class Placer {
  readonly #catalog: Catalog;
  readonly #ownerUid: string;
  readonly #root: string;
  readonly #finder: MediaFinder;

  constructor(catalog: Catalog, ownerUid: string, root: string) {
    this.#catalog = catalog;
    this.#ownerUid = ownerUid;
    this.#root = root;
    this.#finder = new MediaFinder(catalog.db, ownerUid);
  }

  /** Those that Sheaf has written; returns the others. */
  async written(places: readonly BucketPlace[]): Promise<BucketPlace[]> {
    const { store } = this.#catalog;
    const others = await mapLimit(places, AT_ONCE, async (place) => {
      const key = storeKey(this.#ownerUid, place);
      if (place.key === '' || (await store.size(key)) === undefined) return [place];
      await this.#lay(place, store.path?.(key), () => store.read(key));
      return [];
    });
    return others.flat();
  }

  /** Those that are media of items. */
  async media(places: readonly BucketPlace[]): Promise<void> {
    const found = await this.#finder.find(places);
    await mapLimit(places, AT_ONCE, async (place) => {
      const row = found.get(placePath(place));
      if (row) await this.#layMedia(place, row);
    });
  }

  async #layMedia(place: BucketPlace, row: MediaRow): Promise<void> {
    const opened = await openMediaRow(this.#catalog, row).catch((error: unknown) => {
      if (error instanceof CatalogError && error.code === 'not_found') return undefined;
      throw error;
    });
    if (!opened) return;
    const stored = row.media && 'store' in row.media ? row.media.store : undefined;
    const path = stored === undefined ? opened.path : this.#catalog.store.path?.(stored);
    await this.#lay(place, path, () => opened.read());
  }

  /** A second name for the file where the disk can have one, else a copy. Objects never change, so both are the same. */
  async #lay(
    { bucket, key }: BucketPlace,
    path: string | undefined,
    read: () => AsyncIterable<Buffer>,
  ): Promise<void> {
    const target = join(this.#root, bucket, key);
    if (!isInside(this.#root, target) || key.endsWith('/')) return;
    try {
      await mkdir(dirname(target), { recursive: true });
      if (path !== undefined && (await tryLink(path, target))) return;
      await pipeline(read(), createWriteStream(target, { flags: 'wx' }));
    } catch (error) {
      if (!UNNAMEABLE.has(errorCode(error) ?? '')) throw error;
    }
  }
}

/** There already, a file where a folder has to be, a name that is too long. */
const UNNAMEABLE = new Set(['EEXIST', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG']);

async function tryLink(path: string, target: string): Promise<boolean> {
  try {
    await link(path, target);
    return true;
  } catch (error) {
    // Another file system, another's file, a file system without links, too many of them.
    if (['EXDEV', 'EPERM', 'ENOTSUP', 'EMLINK', 'EACCES'].includes(errorCode(error) ?? '')) {
      return false;
    }
    throw error;
  }
}

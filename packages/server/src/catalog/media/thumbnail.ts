import { thumbnail, THUMBNAIL_CONTENT_TYPE } from '../../media/thumbnail.ts';
import type { Catalog } from '../context.ts';
import { CatalogError, notFound } from '../errors.ts';
import {
  DEFAULT_THUMBNAIL,
  THUMBNAIL_SIZES,
  thumbnailKey,
  type ThumbnailSize,
} from '../imports/model.ts';
import { openMedia, type OpenedMedia } from './open.ts';

/** Thumbnails made at a time: decoding is all processor, and the event loop's file work shares the threads. */
const AT_ONCE = 2;
/** Larger originals are not read into memory for a small picture. */
const MAX_BYTES = 256 * 1024 * 1024;

/** By key, so that a page full of requests for one image makes it once. */
const underWay = new Map<string, Promise<void>>();
const waiting: (() => void)[] = [];
let running = 0;

/**
 * An item's thumbnail, made at the first request and kept in the store. Throws `not_found` like openMedia, and when
 * the media is nothing that a picture can be made of.
 */
export async function openThumbnail(
  catalog: Catalog,
  datasetUid: string,
  itemUid: string,
  size: ThumbnailSize = DEFAULT_THUMBNAIL,
): Promise<OpenedMedia> {
  const key = thumbnailKey(datasetUid, itemUid, size);
  const kept = await openKept(catalog, key);
  if (kept) return kept;
  const making = underWay.get(key) ?? make(catalog, datasetUid, itemUid, size);
  underWay.set(key, making);
  await making.finally(() => underWay.delete(key));
  const made = await openKept(catalog, key);
  if (!made) throw notFound();
  return made;
}

async function openKept(catalog: Catalog, key: string): Promise<OpenedMedia | undefined> {
  const size = await catalog.store.size(key);
  if (size === undefined) return undefined;
  return {
    size,
    contentType: THUMBNAIL_CONTENT_TYPE,
    // An item's media never changes, so neither does its thumbnail.
    etag: `"${key.replaceAll('/', '-')}"`,
    read: (range) => catalog.store.read(key, range),
  };
}

async function make(
  catalog: Catalog,
  datasetUid: string,
  itemUid: string,
  size: ThumbnailSize,
): Promise<void> {
  const source = await sourceOf(catalog, datasetUid, itemUid, size);
  if (!source.contentType.startsWith('image/') || source.size > MAX_BYTES) throw notFound();
  await turn();
  try {
    const input = source.path ?? (await allOf(source));
    const bytes = await thumbnail(input, { size }).catch(() => undefined);
    if (!bytes) throw new CatalogError('not_found', 'The image cannot be decoded.');
    await catalog.store.write(thumbnailKey(datasetUid, itemUid, size), once(bytes));
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

/** The original, or a larger thumbnail that is there already: decoding one takes a hundredth of the time. */
async function sourceOf(
  catalog: Catalog,
  datasetUid: string,
  itemUid: string,
  size: ThumbnailSize,
): Promise<OpenedMedia> {
  for (const larger of THUMBNAIL_SIZES.filter((other) => other > size)) {
    const kept = await openKept(catalog, thumbnailKey(datasetUid, itemUid, larger));
    if (kept) return kept;
  }
  return openMedia(catalog, datasetUid, itemUid);
}

/** Waits for one of the places. */
async function turn(): Promise<void> {
  while (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
}

async function allOf(media: OpenedMedia): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of media.read()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ExportItem } from '../../formats/model.ts';
import type { Catalog } from '../context.ts';

export type StoredMedia = { store: string } | { link: string };

/** The bytes of an item; undefined when they have gone. */
export async function openMedia(
  catalog: Catalog,
  media: StoredMedia,
): Promise<ExportItem['media']> {
  if ('store' in media) {
    const size = await catalog.store.size(media.store);
    return size === undefined ? undefined : { size, read: () => catalog.store.read(media.store) };
  }
  const { link } = media;
  const file = await stat(link).catch(() => undefined);
  return file?.isFile() ? { size: file.size, read: () => createReadStream(link) } : undefined;
}

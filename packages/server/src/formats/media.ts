import type { ArchiveSink, ExportItem } from './model.ts';

/** Where an item's media stands in an archive, and where its readers look for it. */
export function mediaPath(item: ExportItem): string {
  return `images/${item.entry}`;
}

/** Writes the item's bytes when they are there. */
export async function writeMedia(sink: ArchiveSink, item: ExportItem, path: string): Promise<void> {
  const { media } = item;
  if (media) await sink.media(path, media.size, () => media.read());
}

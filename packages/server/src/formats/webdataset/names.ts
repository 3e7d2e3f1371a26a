import { splitExtension } from '../entry.ts';
import type { ExportItem } from '../model.ts';

/**
 * What the files of an item's sample begin with. A sample's key ends at the first dot of a file's name, so dots in it
 * become `%-`, which no entry has by itself. Unique, as entries are without their extension.
 */
export function sampleOf({ entry }: ExportItem): string {
  const { stem } = splitExtension(entry);
  const name = stem.lastIndexOf('/') + 1;
  return stem.slice(0, name) + stem.slice(name).replaceAll('.', '%-');
}

/** What the file of the media ends in, with its dot; never what the sample's other files end in. */
export function mediaSuffix({ entry }: ExportItem): string {
  const { extension } = splitExtension(entry);
  return ['', '.json', '.cls'].includes(extension.toLowerCase()) ? '.bin' : extension;
}

/** `shard-000000.tar` and so on. */
export const shardName = (index: number): string => `shard-${String(index).padStart(6, '0')}.tar`;

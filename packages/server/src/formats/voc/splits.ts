import { join } from '../files/paths.ts';
import { readLines } from '../files/text.ts';
import type { ImportSource, ItemRecord } from '../model.ts';
import { SPLITS } from '../split.ts';

/** The more particular ones first: `trainval` is said of what neither train nor val names. */
const names = [...SPLITS, 'trainval'] as const;
export type ImageSet = (typeof names)[number];

/**
 * The split of every image that `ImageSets/Main/` names, by the image's name without suffix. The files per class
 * (`cat_train.txt`) say nothing more. Memory: one entry per name.
 */
export async function readSplits(
  source: ImportSource,
  base: string,
): Promise<Map<string, ImageSet>> {
  const splits = new Map<string, ImageSet>();
  for (const split of names) {
    const file = join(base, `ImageSets/Main/${split}.txt`);
    if (!(await source.stat(file))) continue;
    for await (const line of readLines(source, file)) {
      const name = line.trim().replace(/\s+-?[01]$/, '');
      if (name !== '' && !splits.has(name)) splits.set(name, split);
    }
  }
  return splits;
}

/** What a set says of an item. `trainval` leaves open which of the two: no split, and the word stays in the metadata. */
export function splitFields(set: ImageSet | undefined): Pick<ItemRecord, 'split' | 'metadata'> {
  if (set === undefined) return {};
  return set === 'trainval' ? { metadata: { split: set } } : { split: set };
}

import { join } from '../files/paths.ts';
import { readLines } from '../files/text.ts';
import type { ImportSource, Split } from '../model.ts';

/** `trainval` is said of what neither train nor val names: for training, but nobody says which part. */
export type ListedSplit = Split | 'trainval';

/** The more particular ones first. */
export const LISTS: readonly ListedSplit[] = ['train', 'val', 'test', 'trainval'];

/** The split of every image that the lists of one folder name. Memory: one entry per name. */
export class ListedSplits {
  readonly #exact = new Map<string, ListedSplit>();
  readonly #loose = new Map<string, ListedSplit>();

  /** A line of a list: a name, in some tools with the `1` or `-1` that the lists of one class have. */
  add(line: string, split: ListedSplit): void {
    if (line.trim() === '') return;
    if (!this.#exact.has(line)) this.#exact.set(line, split);
    const name = line.trim().replace(/\s+-?[01]$/, '');
    if (name !== line && !this.#loose.has(name)) this.#loose.set(name, split);
  }

  /** By the image's name below `JPEGImages/`, without its suffix. */
  of(stem: string): ListedSplit | undefined {
    return this.#exact.get(stem) ?? this.#loose.get(stem) ?? this.#loose.get(stem.trim());
  }
}

/** `train.txt`, `val.txt`, … in a folder. The lists of one class (`cat_train.txt`) say nothing more. */
export async function readLists(
  source: ImportSource,
  folder: string,
  lists: readonly ListedSplit[] = LISTS,
): Promise<ListedSplits> {
  const splits = new ListedSplits();
  for (const split of lists) {
    const file = join(folder, `${split}.txt`);
    if (!(await source.stat(file))) continue;
    for await (const line of readLines(source, file)) splits.add(line, split);
  }
  return splits;
}

/** As an item has it: `trainval` is none of the three and stays in the metadata. */
export function splitFields(split: ListedSplit | undefined): {
  split?: Split;
  metadata?: { split: string };
} {
  if (split === undefined) return {};
  return split === 'trainval' ? { metadata: { split } } : { split };
}

import { splitExtension } from '../../entry.ts';
import type { ExportItem } from '../../model.ts';

/** In the order of data.yaml. */
export const SPLITS = ['train', 'val', 'test'] as const;
export type Split = (typeof SPLITS)[number];

const SPLIT_NAMES: Record<string, Split> = {
  train: 'train',
  val: 'val',
  valid: 'val',
  validation: 'val',
  test: 'test',
};

/** From the item's `split` metadata; undefined when that names no split. Without any it is `train`. */
export function splitOf({ metadata }: ExportItem): Split | undefined {
  const value = metadata['split'];
  if (value === undefined || value === null) return 'train';
  return typeof value === 'string' && Object.hasOwn(SPLIT_NAMES, value.toLowerCase())
    ? SPLIT_NAMES[value.toLowerCase()]
    : undefined;
}

export function imagePath(split: Split, entry: string): string {
  return `images/${split}/${entry}`;
}

/**
 * Where the trainer looks for the labels of an image: the last folder named `images` in its path is replaced by
 * `labels`. That is the first one, except for items that have such a folder in their own key.
 */
export function labelPath(split: Split, entry: string): string {
  const path = `/${splitExtension(imagePath(split, entry)).stem}.txt`;
  const at = path.lastIndexOf('/images/');
  return `${path.slice(1, at + 1)}labels/${path.slice(at + '/images/'.length)}`;
}

import { splitExtension } from '../../entry.ts';
import type { Split } from '../../model.ts';

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

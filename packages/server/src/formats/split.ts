import type { Split } from './model.ts';

/** Every split, in the order in which formats name them. */
export const SPLITS = ['train', 'val', 'test'] as const satisfies readonly Split[];

const words: Record<string, Split> = {
  train: 'train',
  training: 'train',
  val: 'val',
  valid: 'val',
  validation: 'val',
  test: 'test',
  testing: 'test',
};

/** The split that a file or folder is named after: `instances_val2017`, `valid`. */
export function splitOf(name: string): Split | undefined {
  for (const word of name.toLowerCase().split(/[^a-z]+/)) {
    if (Object.hasOwn(words, word)) return words[word];
  }
  return undefined;
}

import type { Fates } from '../../lists/fates.ts';
import type { Split } from '../../model.ts';

/** Where an item stands: `folder` is `training` or `testing`, `name` its number there. */
export interface Place {
  folder: 'training' | 'testing';
  name: string;
}

/** Digits that the devkit's own programs put together. */
const DIGITS = 6;

/**
 * Numbers in the order of the export, from 0 without gaps in each folder: the devkit counts through them. Readers look
 * for the test split in `testing`.
 */
export class Numbering {
  readonly #next = { training: 0, testing: 0 };

  next(split: Split): Place {
    const folder = split === 'test' ? 'testing' : 'training';
    return { folder, name: String(this.#next[folder]++).padStart(DIGITS, '0') };
  }
}

/** The numbers of the items that are of one of `splits`. */
export function* numbersOf(fates: Fates, splits: readonly Split[]): Generator<string> {
  const numbering = new Numbering();
  for (const split of fates) {
    if (!split) continue;
    const { name } = numbering.next(split);
    if (splits.includes(split)) yield name;
  }
}

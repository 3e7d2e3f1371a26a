import { notSplit } from './rules.ts';

/** Kinds of samples that are divided into train and evaluation; the others are all for training. */
const SPLIT_KINDS: readonly number[] = [0, 1, 100, 200];

/** Throws `version_not_split` when samples of a kind cannot be divided by the ratio. */
export function checkDivided(kind: number, ratio: string): void {
  if (Number(ratio) < 1 && !SPLIT_KINDS.includes(kind)) {
    throw notSplit('Samples of this kind are all for training.');
  }
}

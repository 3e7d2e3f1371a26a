import type { Split } from '../../model.ts';
import type { Usage } from '../model.ts';

const usages: Record<Split, Usage> = { train: 'TRAIN', val: 'EVAL', test: 'TEST' };

/** The usage of a split; without one the reader decides. */
export const usageOf = (split: Split | null): { usage?: Usage } =>
  split === null ? {} : { usage: usages[split] };

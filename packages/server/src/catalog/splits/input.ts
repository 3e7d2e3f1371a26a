import { SPLITS } from '../../formats/split.ts';
import type { Split } from '../../formats/model.ts';
import type { FilterNode } from '../../filter/index.ts';
import { invalid } from '../errors.ts';
import { readFilter } from '../filter.ts';
import type { Ratios } from './draw.ts';
import { isGroupBy } from './group.ts';
import type { SplitRule } from './rule.ts';

/** Either `split` (null: none) or `ratios`, by name. */
export interface SplitInput {
  split?: Split | null | undefined;
  ratios?: Record<string, number> | null | undefined;
  /** `0` when absent. */
  seed?: string | undefined;
  /** `sequence` when absent. */
  group_by?: string | undefined;
  filter?: string | null | undefined;
  only_unassigned?: boolean | undefined;
}

/** What is to become of which items. */
export interface Assignment {
  to: { split: Split | null } | { rule: SplitRule };
  filter: FilterNode | null;
  onlyUnassigned: boolean;
}

/** 0.7 + 0.2 + 0.1 is not 1, and three times 0.333 is meant to be. */
const TOLERANCE = 0.01;
const MAX_TEXT = 200;

/** Throws `invalid` on the field that is wrong. */
export function readAssignment(input: SplitInput): Assignment {
  const { split, ratios, seed = '0', group_by = 'sequence' } = input;
  const isRatio = ratios !== undefined && ratios !== null;
  if (isRatio === (split !== undefined)) {
    throw invalid(isRatio ? 'split' : 'ratios', 'Give either split or ratios.');
  }
  if (!isRatio && (input.seed !== undefined || input.group_by !== undefined)) {
    throw invalid(input.seed === undefined ? 'group_by' : 'seed', 'Only ratios use this.');
  }
  if (seed === '' || seed.length > MAX_TEXT) {
    throw invalid('seed', `A seed has 1 to ${MAX_TEXT} characters.`);
  }
  if (!isGroupBy(group_by) || group_by.length > MAX_TEXT) {
    throw invalid(
      'group_by',
      'One of sequence, folder, none, or metadata. and a name, such as metadata.camera.',
    );
  }
  return {
    to: isRatio
      ? { rule: { ratios: readRatios(ratios), seed, group_by } }
      : { split: split ?? null },
    filter: readFilter(input.filter, 'filter'),
    onlyUnassigned: input.only_unassigned ?? false,
  };
}

function readRatios(given: Record<string, number>): Ratios {
  const ratios = { train: 0, val: 0, test: 0 };
  for (const [name, value] of Object.entries(given)) {
    const split = SPLITS.find((one) => one === name);
    if (!split) throw invalid('ratios', `"${name}" is no split. There are ${SPLITS.join(', ')}.`);
    if (!(value >= 0 && value <= 1)) throw invalid('ratios', `${name}: give a part from 0 to 1.`);
    ratios[split] = value;
  }
  const sum = ratios.train + ratios.val + ratios.test;
  if (Math.abs(sum - 1) > TOLERANCE) {
    throw invalid('ratios', `Together they are ${Number(sum.toFixed(6))}, not 1.`);
  }
  return ratios;
}

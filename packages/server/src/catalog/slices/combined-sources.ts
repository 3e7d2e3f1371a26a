import type { SliceDefinition, SliceSource } from './row.ts';

export const combinations = ['and', 'or', 'minus'] as const;
export type Combination = (typeof combinations)[number];

/** A slice's part of one dataset: everything, nothing, or what a filter selects. */
type Part = { kind: 'all' } | { kind: 'nothing' } | { kind: 'filter'; text: string };

const ALL: Part = { kind: 'all' };
const NOTHING: Part = { kind: 'nothing' };
const filter = (text: string): Part => ({ kind: 'filter', text });

type Combined = Pick<SliceDefinition, 'mode' | 'sources' | 'datasets'>;

/** The datasets that a combination may hold items of, in order. */
export function combinedDatasets(a: Combined, b: Combined, operation: Combination): string[] {
  if (operation === 'minus') return [...a.datasets].sort();
  if (operation === 'or') return [...new Set([...a.datasets, ...b.datasets])].sort();
  return a.datasets.filter((uid) => b.datasets.includes(uid)).sort();
}

/**
 * What a live slice of both is made of; null when a filter cannot say it, because one of them is pinned or names its items.
 */
export function combinedSources(
  a: Combined,
  b: Combined,
  operation: Combination,
): SliceSource[] | null {
  const sources: SliceSource[] = [];
  for (const dataset_uid of combinedDatasets(a, b, operation)) {
    const [left, right] = [partOf(a, dataset_uid), partOf(b, dataset_uid)];
    if (!left || !right) return null;
    const part = operators[operation](left, right);
    if (part.kind === 'all') sources.push({ type: 'dataset', dataset_uid });
    if (part.kind === 'filter') {
      sources.push({ type: 'filter', dataset_uid, filter_query_string: part.text });
    }
  }
  return sources;
}

function partOf({ mode, sources }: Combined, datasetUid: string): Part | undefined {
  if (mode === 'pinned') return undefined;
  const own = sources.filter((source) => source.dataset_uid === datasetUid);
  let all: Part = NOTHING;
  for (const source of own) {
    if (source.type === 'items') return undefined;
    const part = source.type === 'dataset' ? ALL : filter(source.filter_query_string);
    all = either(all, part);
  }
  return all;
}

const operators: Record<Combination, (a: Part, b: Part) => Part> = {
  and: both,
  or: either,
  minus: (a, b) => both(a, opposite(b)),
};

function either(a: Part, b: Part): Part {
  if (a.kind === 'all' || b.kind === 'all') return ALL;
  if (a.kind === 'nothing') return b;
  if (b.kind === 'nothing') return a;
  return filter(`(${a.text}) OR (${b.text})`);
}

function both(a: Part, b: Part): Part {
  if (a.kind === 'nothing' || b.kind === 'nothing') return NOTHING;
  if (a.kind === 'all') return b;
  if (b.kind === 'all') return a;
  return filter(`(${a.text}) AND (${b.text})`);
}

function opposite(a: Part): Part {
  if (a.kind === 'filter') return filter(`NOT (${a.text})`);
  return a.kind === 'all' ? NOTHING : ALL;
}

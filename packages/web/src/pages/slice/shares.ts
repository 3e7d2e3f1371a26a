import type { Facet } from '../../api/types.ts';

export interface Share {
  name: string;
  /** 0 to 1: of the slice's items, and of the dataset's. */
  slice: number;
  dataset: number;
}

/** Most bars of one distribution. */
const MOST = 10;

/**
 * What both have in common, by name: the parts of the items with each value. Numbers stand in
 * their order, names by what the slice has most of.
 */
export function shares(
  slice: Facet | undefined,
  dataset: Facet | undefined,
  totals: { slice: number; dataset: number },
  nameOf: (from: number | null, to: number | null) => string,
): Share[] {
  const inSlice = counts(slice, nameOf);
  const inDataset = counts(dataset, nameOf);
  const names = [...new Set([...inSlice.keys(), ...inDataset.keys()])];
  const part = (count: number | undefined, total: number) =>
    total === 0 ? 0 : Math.min(1, (count ?? 0) / total);
  const all = names.map((name) => ({
    name,
    slice: part(inSlice.get(name), totals.slice),
    dataset: part(inDataset.get(name), totals.dataset),
  }));
  const numbers = names.every((name) => name !== '' && Number.isFinite(Number(name)));
  if (numbers) all.sort((a, b) => Number(a.name) - Number(b.name));
  else if (!slice?.histogram) all.sort((a, b) => b.slice - a.slice || b.dataset - a.dataset);
  return all.slice(0, MOST);
}

/** Histograms have buckets of their own in each, so only single values can be compared. */
function counts(
  facet: Facet | undefined,
  nameOf: (from: number | null, to: number | null) => string,
): Map<string, number> {
  if (!facet) return new Map();
  if (facet.values.length > 0) {
    return new Map(facet.values.map(({ value, count }) => [String(value), count]));
  }
  return new Map(
    (facet.histogram ?? []).map(({ from, to, count }) => [nameOf(from, to), count] as const),
  );
}

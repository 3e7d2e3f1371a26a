import type { Facet } from '../../api/types.ts';
import { n, t } from '../../text/en.ts';

/** One thing that is drawn, and the filter that selects exactly its items. */
export interface Mark {
  name: string;
  count: number;
  /** Null when the filter language cannot say it. */
  filter: string | null;
}

/** The values of a facet, or the buckets of its histogram. */
export function bars(facet: Facet | undefined): Mark[] {
  if (!facet) return [];
  if (facet.histogram) {
    return facet.histogram.map(({ from, to, count, filter }) => ({
      name: between(from, to),
      count,
      filter,
    }));
  }
  return facet.values.map(({ value, count, filter }) => ({ name: String(value), count, filter }));
}

function between(from: number | null, to: number | null): string {
  if (from !== null && to !== null && to - from === 1) return n.count(from);
  return t.charts.between(from === null ? '' : n.compact(from), to === null ? '' : n.compact(to));
}

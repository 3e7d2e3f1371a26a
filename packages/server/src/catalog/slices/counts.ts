import { setTimeout as sleep } from 'node:timers/promises';
import sql from 'sql-template-tag';
import type { Catalog } from '../context.ts';
import { countAgain, countBehind } from './count-again.ts';
import { singleFilter, type Slice, type SliceDefinition } from './row.ts';

/** Slices of datasets up to this size are counted within the answer: that takes some ten milliseconds. */
const AT_ONCE_ITEMS = 50_000;
/** How long an answer waits for the counts of larger ones, all together. They go on behind it and are kept. */
const PATIENCE_MS = 50;

/** What is known of a slice's items in one dataset before counting. */
export interface KnownCount {
  dataset_uid: string;
  revision: number;
  item_count: number;
  slice_uid: string | null;
  counted: number | null;
  counted_revision: number | null;
}

/** Adds the number of items. Two statements when all counts are fresh, however many slices there are. */
export async function withCounts(catalog: Catalog, slices: SliceDefinition[]): Promise<Slice[]> {
  const known = await knownCounts(catalog, slices);
  const deadline = Date.now() + PATIENCE_MS;
  const counted: Slice[] = [];
  for (const slice of slices) {
    let total = 0;
    let isPending = false;
    for (const dataset of slice.datasets) {
      const found = await countIn(catalog, slice, known.get(`${slice.uid}:${dataset}`), deadline);
      total += found.count;
      isPending ||= found.isPending;
    }
    counted.push({
      ...slice,
      filter_query_string: singleFilter(slice.sources),
      item_count: total,
      item_count_pending: isPending,
    });
  }
  return counted;
}

async function knownCounts(
  catalog: Catalog,
  slices: SliceDefinition[],
): Promise<Map<string, KnownCount>> {
  const found = new Map<string, KnownCount>();
  const uids = slices.map((slice) => slice.uid);
  const datasets = [...new Set(slices.flatMap((slice) => slice.datasets))];
  if (datasets.length === 0) return found;
  const rows = await catalog.db.prepared<KnownCount>(sql`
    select s.dataset_uid, s.revision, s.item_count, c.slice_uid, c.item_count as counted,
      c.revision as counted_revision
    from dataset_stats s left join slice_counts c
      on c.dataset_uid = s.dataset_uid and c.slice_uid = any(${uids}::uuid[])
    where s.dataset_uid = any(${datasets}::uuid[])`);
  const stats = new Map(rows.map((row) => [row.dataset_uid, row]));
  for (const row of rows) if (row.slice_uid) found.set(`${row.slice_uid}:${row.dataset_uid}`, row);
  for (const slice of slices) {
    for (const dataset of slice.datasets) {
      const key = `${slice.uid}:${dataset}`;
      const row = stats.get(dataset);
      if (row && !found.has(key)) {
        found.set(key, { ...row, slice_uid: null, counted: null, counted_revision: null });
      }
    }
  }
  return found;
}

interface Count {
  count: number;
  isPending: boolean;
}

const exactly = (count: number): Count => ({ count, isPending: false });

async function countIn(
  catalog: Catalog,
  slice: SliceDefinition,
  known: KnownCount | undefined,
  deadline: number,
): Promise<Count> {
  // No statistics: the dataset has just been deleted.
  if (!known) return exactly(0);
  if (slice.mode === 'live') {
    const sources = slice.sources.filter((source) => source.dataset_uid === known.dataset_uid);
    if (sources.length === 0) return exactly(0);
    if (sources.some((source) => source.type === 'dataset')) return exactly(known.item_count);
  }
  if (known.counted !== null && known.counted_revision === known.revision) {
    return exactly(known.counted);
  }
  if (known.item_count <= AT_ONCE_ITEMS) return exactly(await countAgain(catalog, slice, known));
  const late = sleep(Math.max(0, deadline - Date.now()), undefined, { ref: false });
  const count = await Promise.race([countBehind(catalog, slice, known) ?? late, late]);
  return count === undefined ? { count: known.counted ?? 0, isPending: true } : exactly(count);
}

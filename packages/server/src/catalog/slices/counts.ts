import sql from 'sql-template-tag';
import type { Catalog } from '../context.ts';
import { sliceCondition } from './condition.ts';
import { singleFilter, type Slice, type SliceDefinition } from './row.ts';

/**
 * Milliseconds that one answer may spend on counting again. A list of many live slices of a large dataset that is
 * being filled would never end otherwise; what is left over shows its last known count.
 */
const BUDGET_MS = 5_000;

interface KnownCount {
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
  const deadline = Date.now() + BUDGET_MS;
  const counted: Slice[] = [];
  for (const slice of slices) {
    let total = 0;
    for (const dataset of slice.datasets) {
      total += await countIn(catalog, slice, known.get(`${slice.uid}:${dataset}`), deadline);
    }
    counted.push({
      ...slice,
      filter_query_string: singleFilter(slice.sources),
      item_count: total,
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

async function countIn(
  catalog: Catalog,
  slice: SliceDefinition,
  known: KnownCount | undefined,
  deadline: number,
): Promise<number> {
  // No statistics: the dataset has just been deleted.
  if (!known) return 0;
  if (slice.mode === 'live') {
    const sources = slice.sources.filter((source) => source.dataset_uid === known.dataset_uid);
    if (sources.length === 0) return 0;
    if (sources.some((source) => source.type === 'dataset')) return known.item_count;
  }
  if (known.counted !== null) {
    if (known.counted_revision === known.revision || Date.now() > deadline) return known.counted;
  }
  return countAgain(catalog, slice, known);
}

async function countAgain(
  catalog: Catalog,
  slice: SliceDefinition,
  { dataset_uid, revision }: KnownCount,
): Promise<number> {
  const row = await catalog.db.row<{ count: number }>(sql`
    select count(*) as count from items i
    where i.dataset_uid = ${dataset_uid} and ${await sliceCondition(catalog.db, slice, dataset_uid, 'whole')}`);
  const count = row?.count ?? 0;
  await catalog.db.transaction(async (tx) => {
    // A crash may lose a count that is kept, and it is counted again: nobody waits for the disk.
    await tx.run(sql`set local synchronous_commit = off`);
    // The slice may have another filter by now. The lock keeps a change out until the count is written.
    const same = await tx.row(sql`
      select 1 from slices where uid = ${slice.uid} and updated_at = ${slice.updated_at} for share`);
    // The revision was read before the count: a change in between leaves the count stale, never wrong for long.
    if (same) {
      await tx.run(sql`
        insert into slice_counts (dataset_uid, slice_uid, revision, item_count)
        values (${dataset_uid}, ${slice.uid}, ${revision}, ${count})
        on conflict (dataset_uid, slice_uid)
        do update set revision = excluded.revision, item_count = excluded.item_count
        where slice_counts.revision <= excluded.revision`);
    }
  });
  return count;
}

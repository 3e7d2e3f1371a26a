import sql from 'sql-template-tag';
import type { Database } from '../../db/database.ts';
import type { Catalog } from '../context.ts';
import { sliceCondition } from './condition.ts';
import type { KnownCount } from './counts.ts';
import type { SliceDefinition } from './row.ts';

/** Counts under way in one process beyond which no long one is begun: each has a connection, maybe for seconds. */
const AT_A_TIME = 4;

/** Under way, by what they count, so that readers who ask again wait for the same one. */
const underWay = new WeakMap<Database, Map<string, Promise<number>>>();

/**
 * As `countAgain`, for a count that may take long. Undefined when too many are under way: whoever reads next asks
 * again.
 */
export function countBehind(
  catalog: Catalog,
  slice: SliceDefinition,
  known: KnownCount,
): Promise<number> | undefined {
  const isBusy = (underWay.get(catalog.db)?.size ?? 0) >= AT_A_TIME;
  return isBusy ? undefined : countAgain(catalog, slice, known);
}

/**
 * Counts a slice's items in one dataset anew and keeps the number for its revision. It goes on when nobody waits for
 * it any more.
 */
export function countAgain(
  catalog: Catalog,
  slice: SliceDefinition,
  known: KnownCount,
): Promise<number> {
  const counts = underWay.get(catalog.db) ?? new Map<string, Promise<number>>();
  underWay.set(catalog.db, counts);
  const key = [slice.uid, slice.updated_at.getTime(), known.dataset_uid, known.revision].join();
  const running = counts.get(key);
  if (running) return running;
  const counting = countAndKeep(catalog, slice, known).finally(() => counts.delete(key));
  // Whoever still waits hears of it.
  counting.catch(() => undefined);
  counts.set(key, counting);
  return counting;
}

async function countAndKeep(
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

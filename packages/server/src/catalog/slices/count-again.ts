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
  const counting = count(catalog, slice, known);
  counts.set(key, counting);
  // Nobody waits for the number to be kept. Who asks meanwhile gets it here; if it gets lost it is counted again.
  void counting
    .then((number) => keep(catalog.db, slice, { ...known, count: number }))
    .catch(() => undefined)
    .finally(() => counts.delete(key));
  return counting;
}

async function count(
  catalog: Catalog,
  slice: SliceDefinition,
  { dataset_uid }: KnownCount,
): Promise<number> {
  const row = await catalog.db.row<{ count: number }>(sql`
    select count(*) as count from items i
    where i.dataset_uid = ${dataset_uid} and ${await sliceCondition(catalog.db, slice, dataset_uid, 'whole')}`);
  return row?.count ?? 0;
}

/** One statement, apart from the count: PostgreSQL counts with helpers only where nothing is written. */
async function keep(
  db: Database,
  slice: SliceDefinition,
  counted: Pick<KnownCount, 'dataset_uid' | 'revision'> & { count: number },
): Promise<void> {
  // The slice may have another filter by now: the lock keeps a change out until the count is written. The revision was
  // read before the count: a change in between leaves the count stale, never wrong for long. A crash may lose it, and
  // it is counted again: nobody waits for the disk.
  await db.prepared(sql`
    with same as (
      select uid from slices where uid = ${slice.uid} and updated_at = ${slice.updated_at} for share
    ), unhurried as (select set_config('synchronous_commit', 'off', true))
    insert into slice_counts (dataset_uid, slice_uid, revision, item_count)
    select ${counted.dataset_uid}::uuid, same.uid, ${counted.revision}::bigint, ${counted.count}::bigint
    from same, unhurried
    on conflict (dataset_uid, slice_uid)
    do update set revision = excluded.revision, item_count = excluded.item_count
    where slice_counts.revision <= excluded.revision`);
}

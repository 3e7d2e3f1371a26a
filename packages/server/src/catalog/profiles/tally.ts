import sql, { join } from 'sql-template-tag';
import type { Context } from '../context.ts';

/** What has to be counted over annotations. */
export interface Tally {
  /** Items with a confirmed annotation. */
  annotated: number;
  /** Items with a proposed one. */
  unconfirmed: number;
  /** Latest change among items and annotations; null when there are none. */
  changed_at: Date | null;
}

/** As the last count left it: of the dataset as it is now when `tallied` equals `revision`. */
export interface Tallied {
  uid: string;
  revision: number;
  tallied: number | null;
  annotated: number | null;
  unconfirmed: number | null;
  changed_at: Date | null;
}

/**
 * The rows with counts that are right for their revision: one statement counts those that have changed since, and one
 * keeps the result for the next list.
 */
export async function tally<Row extends Tallied>(
  ctx: Context,
  rows: Row[],
): Promise<(Row & Tally)[]> {
  const stale = rows.filter((row) => row.tallied !== row.revision);
  const uids = stale.map((row) => row.uid);
  const counted = await count(ctx, uids);
  await keep(ctx, stale, counted);
  return rows.map((row) => ({ ...row, ...(counted.get(row.uid) ?? kept(row)) }));
}

const kept = ({ annotated, unconfirmed, changed_at }: Tallied): Tally => ({
  annotated: annotated ?? 0,
  unconfirmed: unconfirmed ?? 0,
  changed_at,
});

type Counts = Map<string, Tally>;

async function count(ctx: Context, uids: string[]): Promise<Counts> {
  const counts: Counts = new Map(
    uids.map((uid) => [uid, { annotated: 0, unconfirmed: 0, changed_at: null }]),
  );
  if (uids.length === 0) return counts;
  const found = await ctx.db.rows<Tally & { dataset_uid: string }>(sql`
    select i.dataset_uid, count(*) filter (where a.confirmed) as annotated,
      count(*) filter (where a.proposed) as unconfirmed,
      greatest(max(i.updated_at), max(a.changed_at)) as changed_at
    from items i left join (
      select dataset_uid, item_uid, bool_or(state = 'confirmed') as confirmed,
        bool_or(state = 'proposed') as proposed, max(updated_at) as changed_at
      from annotations where dataset_uid = any(${uids}::uuid[])
      group by dataset_uid, item_uid) a on a.dataset_uid = i.dataset_uid and a.item_uid = i.uid
    where i.dataset_uid = any(${uids}::uuid[])
    group by i.dataset_uid`);
  for (const { dataset_uid, ...tally } of found) counts.set(dataset_uid, tally);
  return counts;
}

/** Counted after the revision was read: what changed in between is counted again under the next one. */
async function keep(ctx: Context, rows: Tallied[], counts: Counts): Promise<void> {
  const values = rows.flatMap(({ uid, revision }) => {
    const found = counts.get(uid);
    if (!found) return [];
    const { annotated, unconfirmed, changed_at } = found;
    return [
      sql`(${uid}::uuid, ${revision}::bigint, ${annotated}::bigint, ${unconfirmed}::bigint, ${changed_at}::timestamptz)`,
    ];
  });
  if (values.length === 0) return;
  // Joined with the datasets, because one may have been deleted meanwhile.
  await ctx.db.run(sql`
    insert into dataset_tallies (dataset_uid, revision, annotated, unconfirmed, changed_at)
    select v.* from (values ${join(values)}) v (uid, revision, annotated, unconfirmed, changed_at)
      join datasets d on d.uid = v.uid order by v.uid
    on conflict (dataset_uid) do update set revision = excluded.revision, annotated = excluded.annotated,
      unconfirmed = excluded.unconfirmed, changed_at = excluded.changed_at
    where dataset_tallies.revision < excluded.revision`);
}

import sql, { join } from 'sql-template-tag';
import type { Context } from '../context.ts';
import { isSub } from '../items/search/conditions.ts';

/** What has to be counted over annotations. */
export interface Tally {
  /** Items with a confirmed annotation. */
  annotated: number;
  /** Items with a proposed one. */
  unconfirmed: number;
  /** Items that were taken out of another one, and those of them with a confirmed annotation. */
  sub_items: number;
  sub_annotated: number;
  /** Items that were removed, and how often each reason was given. */
  deleted: number;
  deletion_reasons: Record<string, number>;
  /** Latest change among items and annotations; null when there are none. */
  changed_at: Date | null;
}

/** As the last count left it: of the dataset as it is now when `tallied` equals `revision`. */
export type Tallied = { [Name in keyof Tally]: Tally[Name] | null } & {
  uid: string;
  revision: number;
  tallied: number | null;
};

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

const kept = (row: Tallied): Tally => ({
  annotated: row.annotated ?? 0,
  unconfirmed: row.unconfirmed ?? 0,
  sub_items: row.sub_items ?? 0,
  sub_annotated: row.sub_annotated ?? 0,
  deleted: row.deleted ?? 0,
  deletion_reasons: row.deletion_reasons ?? {},
  changed_at: row.changed_at,
});

const nothing: Tally = kept({} as Tallied);

type Counts = Map<string, Tally>;

async function count(ctx: Context, uids: string[]): Promise<Counts> {
  const counts: Counts = new Map(uids.map((uid) => [uid, nothing]));
  if (uids.length === 0) return counts;
  const found = await ctx.db.rows<Tally & { dataset_uid: string }>(sql`
    select coalesce(n.dataset_uid, g.dataset_uid) as dataset_uid, coalesce(n.annotated, 0) as annotated,
      coalesce(n.unconfirmed, 0) as unconfirmed, coalesce(n.sub_items, 0) as sub_items,
      coalesce(n.sub_annotated, 0) as sub_annotated, coalesce(g.deleted, 0) as deleted,
      coalesce(g.reasons, '{}') as deletion_reasons, greatest(n.changed_at, g.changed_at) as changed_at
    from (
      select i.dataset_uid, count(*) filter (where a.confirmed) as annotated,
        count(*) filter (where a.proposed) as unconfirmed, count(*) filter (where ${isSub}) as sub_items,
        count(*) filter (where ${isSub} and a.confirmed) as sub_annotated,
        greatest(max(i.updated_at), max(a.changed_at)) as changed_at
      from items i left join (
        select dataset_uid, item_uid, bool_or(state = 'confirmed') as confirmed,
          bool_or(state = 'proposed') as proposed, max(updated_at) as changed_at
        from annotations where dataset_uid = any(${uids}::uuid[])
        group by dataset_uid, item_uid) a on a.dataset_uid = i.dataset_uid and a.item_uid = i.uid
      where i.dataset_uid = any(${uids}::uuid[])
      group by i.dataset_uid) n
    full join (
      select d.dataset_uid, d.deleted, d.changed_at, r.reasons
      from (
        select dataset_uid, count(*) as deleted, max(deleted_at) as changed_at from deleted_items
        where dataset_uid = any(${uids}::uuid[]) group by dataset_uid) d
      left join (
        select dataset_uid, jsonb_object_agg(reason, given) as reasons
        from (
          select dataset_uid, reason, count(*) as given from deleted_items cross join unnest(reasons) w (reason)
          where dataset_uid = any(${uids}::uuid[]) group by dataset_uid, reason) w
        group by dataset_uid) r on r.dataset_uid = d.dataset_uid) g on g.dataset_uid = n.dataset_uid`);
  for (const { dataset_uid, ...tally } of found) counts.set(dataset_uid, tally);
  return counts;
}

/** Counted after the revision was read: what changed in between is counted again under the next one. */
async function keep(ctx: Context, rows: Tallied[], counts: Counts): Promise<void> {
  const values = rows.flatMap(({ uid, revision }) => {
    const found = counts.get(uid);
    if (!found) return [];
    const { annotated, unconfirmed, sub_items, sub_annotated, deleted, changed_at } = found;
    return [
      sql`(${uid}::uuid, ${revision}::bigint, ${annotated}::bigint, ${unconfirmed}::bigint, ${sub_items}::bigint,
        ${sub_annotated}::bigint, ${deleted}::bigint, ${JSON.stringify(found.deletion_reasons)}::jsonb,
        ${changed_at}::timestamptz)`,
    ];
  });
  if (values.length === 0) return;
  // Joined with the datasets, because one may have been deleted meanwhile.
  await ctx.db.run(sql`
    insert into dataset_tallies (dataset_uid, revision, annotated, unconfirmed, sub_items, sub_annotated, deleted,
      deletion_reasons, changed_at)
    select v.* from (values ${join(values)}) v (uid, revision, annotated, unconfirmed, sub_items, sub_annotated,
        deleted, deletion_reasons, changed_at)
      join datasets d on d.uid = v.uid order by v.uid
    on conflict (dataset_uid) do update set revision = excluded.revision, annotated = excluded.annotated,
      unconfirmed = excluded.unconfirmed, sub_items = excluded.sub_items, sub_annotated = excluded.sub_annotated,
      deleted = excluded.deleted, deletion_reasons = excluded.deletion_reasons, changed_at = excluded.changed_at
    where dataset_tallies.revision < excluded.revision`);
}

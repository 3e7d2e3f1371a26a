import sql from 'sql-template-tag';
import type { Context } from '../../context.ts';

/** How many of the items that a dataset has now were there, and labelled, at a time. */
export interface HistoryPoint {
  at: Date;
  total: number;
  labelled: number;
}

/** At each of the times, in their order; each item counts from when it was added, and from its first confirmed annotation. */
export async function itemHistory(
  ctx: Context,
  datasetUid: string,
  times: readonly Date[],
): Promise<HistoryPoint[]> {
  return ctx.db.rows<HistoryPoint>(sql`
    with first as (
      select i.created_at, min(a.created_at) as labelled_at
      from items i left join annotations a
        on a.dataset_uid = i.dataset_uid and a.item_uid = i.uid and a.state = 'confirmed'
      where i.dataset_uid = ${datasetUid} group by i.uid, i.created_at)
    select t.at, count(f.created_at) filter (where f.created_at <= t.at) as total,
      count(f.labelled_at) filter (where f.labelled_at <= t.at) as labelled
    from unnest(${times}::timestamptz[]) t (at) left join first f on f.created_at <= t.at
    group by t.at order by t.at`);
}

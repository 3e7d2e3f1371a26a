import sql from 'sql-template-tag';
import type { Context } from '../../context.ts';
import { searchCondition } from './conditions.ts';
import type { ItemSearch } from './model.ts';

/** How often a label is used: its annotations, and the items that have one. */
export interface LabelUse {
  name: string;
  annotations: number;
  items: number;
}

export interface ItemStatistics {
  total: number;
  labelled: number;
  /** Without any annotation. */
  unlabelled: number;
  proposed: number;
  hard: number;
  /** By reason, how many items have it among their `hard_reasons`. */
  hard_reasons: Record<string, number>;
  labels: LabelUse[];
}

/** Counts over the items of a dataset that are looked for. */
export async function itemStatistics(
  ctx: Context,
  datasetUid: string,
  search: Pick<ItemSearch, 'state' | 'conditions'>,
): Promise<ItemStatistics> {
  const where = searchCondition(datasetUid, search);
  const shown = search.state === 'proposed' ? 'proposed' : 'confirmed';
  const [counts, labels] = await Promise.all([
    ctx.db.row<Omit<ItemStatistics, 'labels'>>(sql`
      with chosen as (
        select i.uid, i.metadata, i.annotations_count, a.confirmed, a.proposed
        from items i left join (
          select item_uid, bool_or(state = 'confirmed') as confirmed, bool_or(state = 'proposed') as proposed
          from annotations where dataset_uid = ${datasetUid} group by item_uid) a on a.item_uid = i.uid
        where ${where})
      select count(*) as total, count(*) filter (where confirmed) as labelled,
        count(*) filter (where annotations_count = 0) as unlabelled, count(*) filter (where proposed) as proposed,
        count(*) filter (where metadata->>'hard' in ('true', '1')) as hard,
        (select coalesce(jsonb_object_agg(reason, given), '{}') from (
          select reason, count(*) as given from chosen
            cross join lateral jsonb_array_elements_text(case when jsonb_typeof(metadata->'hard_reasons') = 'array'
              then metadata->'hard_reasons' else '[]' end) r (reason)
          group by reason) r) as hard_reasons
      from chosen`),
    ctx.db.rows<LabelUse>(sql`
      select l.name, sum(n.annotations)::bigint as annotations, sum(n.items)::bigint as items
      from (
        select a.label_uid, count(*) as annotations, count(distinct a.item_uid) as items
        from annotations a join items i on i.dataset_uid = a.dataset_uid and i.uid = a.item_uid
        where a.dataset_uid = ${datasetUid} and a.state = ${shown} and ${where}
        group by a.label_uid) n
      join labels l on l.uid = n.label_uid group by l.name order by l.name`),
  ]);
  const none = { total: 0, labelled: 0, unlabelled: 0, proposed: 0, hard: 0, hard_reasons: {} };
  return { ...(counts ?? none), labels };
}

/** Everybody who has made an annotation of the dataset, by name. */
export async function authorsOf(ctx: Context, datasetUid: string): Promise<string[]> {
  const rows = await ctx.db.rows<{ author: string }>(sql`
    select distinct author from annotations
    where dataset_uid = ${datasetUid} and author is not null order by author`);
  return rows.map((row) => row.author);
}

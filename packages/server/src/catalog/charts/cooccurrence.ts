import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { annotationRows, type Chosen } from '../facets/chosen.ts';
import type { CountedCharts } from './model.ts';

/** Labels of the matrix: more cannot be told apart on a screen. */
const MOST_LABELS = 30;

/** Which of the most frequent labels stand on the same items, in one statement. */
export async function countCooccurrence(
  db: Queryable,
  chosen: Chosen,
): Promise<CountedCharts['cooccurrence']> {
  const scaled = (count: number) => Math.round(count / chosen.share);
  const rows =
    chosen.parts.length === 0
      ? []
      : await db.rows<{ a: string; b: string; count: number }>(sql`
          with every as materialized (
            select distinct item_uid, label_uid
            from ${annotationRows(chosen, sql`a.item_uid, a.label_uid`)} r),
          top as (select label_uid from every group by label_uid
            order by count(*) desc, label_uid limit ${MOST_LABELS}),
          kept as materialized (select * from every where label_uid in (select label_uid from top))
          select x.label_uid as a, y.label_uid as b, count(*) as count
          from kept x join kept y on y.item_uid = x.item_uid and y.label_uid >= x.label_uid
          group by x.label_uid, y.label_uid`);
  const labels = rows
    .filter(({ a, b }) => a === b)
    .map(({ a, count }) => ({ uid: a, count: scaled(count) }))
    .sort((x, y) => y.count - x.count || (x.uid < y.uid ? -1 : 1));
  const pairs = rows.filter(({ a, b }) => a !== b);
  return {
    estimated: chosen.share < 1,
    itemsRead: chosen.items,
    labels,
    pairs: pairs.map(({ a, b, count }) => ({ a, b, count: scaled(count) })),
  };
}

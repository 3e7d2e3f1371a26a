import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { annotationRows, itemRows, type Chosen } from './chosen.ts';
import type { CountedFacet, CountedValue } from './model.ts';

/** Looking one annotation up costs about as much as passing so many in an index. */
const PASSED_BY = 8;

/**
 * Counts labels by uid, all of them; the index on labels has all that is needed. `total`: annotations of the datasets,
 * chosen or not.
 */
export async function countLabels(
  db: Queryable,
  chosen: Chosen,
  total: number,
): Promise<CountedFacet> {
  const all = chosen.annotations * PASSED_BY >= total;
  const rows =
    chosen.parts.length === 0
      ? []
      : await db.rows<Omit<CountedValue, 'kind'>>(sql`
    select label_uid::text as text, count(distinct item_uid) as items, count(*) as annotations
    from ${annotationRows(chosen, sql`a.label_uid, a.item_uid`, { all })} r
    group by label_uid order by items desc, label_uid`);
  return {
    name: 'label',
    path: [],
    share: chosen.share,
    itemsRead: chosen.items,
    distinct: rows.length,
    present: await annotated(db, chosen),
    values: rows.map((row) => ({ ...row, kind: 'text' })),
    buckets: null,
  };
}

/** Items with annotations. */
export async function annotated(db: Queryable, chosen: Chosen): Promise<number> {
  if (chosen.annotated !== undefined) return chosen.annotated;
  if (chosen.parts.length === 0) return 0;
  const row = await db.row<{ items: number }>(sql`
    select count(*) filter (where annotations_count > 0) as items
    from ${itemRows(chosen, sql`i.annotations_count`)} r`);
  return row?.items ?? 0;
}

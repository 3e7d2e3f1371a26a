import sql from 'sql-template-tag';
import type { Queryable } from '../../../db/database.ts';
import { isLabelled } from '../../../formats/labelled.ts';
import type { ExportItem, Split } from '../../../formats/model.ts';
import { drawColumn, drawOf } from '../../splits/draw.ts';
import type { PublishRow } from '../row.ts';

/** As many as `drawOf` gives. */
const DRAWS = 2 ** 48;

/** What an item of a version is for. */
export type Usage = (item: ExportItem, sequenceUid: string | null) => Split | null;

/**
 * Divides labelled items by the version's ratio: which side one falls on depends on the dataset and the item (or its
 * sequence, which stays together) alone, so that the next version with the same ratio moves nobody. Where chance would leave
 * one side empty, the item nearest to the border changes sides. Items that nobody labelled have no usage. What was assigned
 * before stays when the version keeps it.
 */
export async function usageOf(db: Queryable, row: PublishRow): Promise<Usage> {
  const limit = await limitOf(db, row);
  const { remove_sample_usage: removes } = row.options;
  return (item, sequenceUid) => {
    if (!removes && item.split !== null) return item.split;
    if (!isLabelled(item)) return null;
    return drawOf(row.dataset_uid, sequenceUid ?? item.key) < limit ? 'train' : 'val';
  };
}

/** The first draw that is not for training. */
async function limitOf(db: Queryable, row: PublishRow): Promise<number> {
  const ratio = Number(row.train_ratio);
  const limit = Math.round(ratio * DRAWS);
  if (ratio === 0 || ratio === 1) return limit;
  const draw = drawColumn(row.dataset_uid, sql`coalesce(i.sequence_uid::text, i.key)`);
  const ends = await db.row<{ first: number | null; last: number | null }>(sql`
    select min(${draw}) as first, max(${draw}) as last from items i
    where i.dataset_uid = ${row.dataset_uid} and exists (select 1 from annotations a
      where a.dataset_uid = i.dataset_uid and a.item_uid = i.uid and a.state = 'confirmed')`);
  const { first = null, last = null } = ends ?? {};
  if (first === null || last === null || first === last) return limit;
  if (last < limit) return last;
  return first >= limit ? first + 1 : limit;
}

import sql, { type Sql } from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { isLabelled } from '../../formats/labelled.ts';
import type { ExportItem, Split } from '../../formats/model.ts';
import { drawColumn, drawOf } from './draw.ts';

/** As many as `drawOf` gives. */
const DRAWS = 2 ** 48;

/** What an item is for. */
export type Usage = (item: ExportItem, sequenceUid: string | null) => Split | null;

export interface Division {
  datasetUid: string;
  /** Boolean over alias `i`: what of the dataset is divided. */
  where: Sql;
  /** Part of the labelled items that is for training, 0 to 1. */
  ratio: string;
  /** Whether what was assigned before stays. */
  keeps: boolean;
}

/**
 * Divides labelled items by a ratio: which side one falls on depends on the dataset and the item (or its
 * sequence, which stays together) alone, so that the next time the same ratio moves nobody. Where chance would leave one side
 * empty, the item nearest to the border changes sides. Items that nobody labelled have no usage.
 */
export async function usageOf(db: Queryable, division: Division): Promise<Usage> {
  const { datasetUid, keeps } = division;
  const limit = await limitOf(db, division);
  return (item, sequenceUid) => {
    if (keeps && item.split !== null) return item.split;
    if (!isLabelled(item)) return null;
    return drawOf(datasetUid, sequenceUid ?? item.key) < limit ? 'train' : 'val';
  };
}

/** The first draw that is not for training. */
async function limitOf(db: Queryable, division: Division): Promise<number> {
  const { datasetUid, where } = division;
  const ratio = Number(division.ratio);
  const limit = Math.round(ratio * DRAWS);
  if (ratio === 0 || ratio === 1) return limit;
  const draw = drawColumn(datasetUid, sql`coalesce(i.sequence_uid::text, i.key)`);
  const ends = await db.row<{ first: number | null; last: number | null }>(sql`
    select min(${draw}) as first, max(${draw}) as last from items i
    where i.dataset_uid = ${datasetUid} and ${where} and exists (select 1 from annotations a
      where a.dataset_uid = i.dataset_uid and a.item_uid = i.uid and a.state = 'confirmed')`);
  const { first = null, last = null } = ends ?? {};
  if (first === null || last === null || first === last) return limit;
  if (last < limit) return last;
  return first >= limit ? first + 1 : limit;
}

import sql, { join, type Sql } from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';

/** Pictures of a cover. */
const PICTURES = 4;
/** Items that are looked at: neighbours look alike, so the pictures are taken from some way into the dataset. */
const LOOKED_AT = 64;

/** Up to four items with a picture for each dataset, some way apart; one statement. */
export async function datasetPreviews(
  db: Queryable,
  datasetUids: readonly string[],
): Promise<Map<string, string[]>> {
  if (datasetUids.length === 0) return new Map();
  const firsts: Sql[] = datasetUids.map(
    (
      uid,
    ) => sql`(select dataset_uid, uid, media is not null and content_type like 'image/%' as shows
      from items where dataset_uid = ${uid} order by uid limit ${LOOKED_AT})`,
  );
  const rows = await db.rows<{ dataset_uid: string; uids: string[] }>(sql`
    select dataset_uid, array_agg(uid order by uid) as uids from (${join(firsts, ' union all ')}) i
    where shows group by dataset_uid`);
  return new Map(rows.map(({ dataset_uid, uids }) => [dataset_uid, spread(uids)]));
}

function spread(uids: string[]): string[] {
  if (uids.length <= PICTURES) return uids;
  const step = (uids.length - 1) / (PICTURES - 1);
  return Array.from({ length: PICTURES }, (_, at) => uids[Math.round(at * step)] ?? '');
}

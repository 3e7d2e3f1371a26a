import sql, { type Sql } from 'sql-template-tag';
import { wanted, type FilterName } from '../dataset/filters.ts';
import type { Loaded } from '../machine/workplace.ts';
import { shapes } from '../dataset/tiers.ts';

/**
 * The filters as an expert would write them for this schema: several ways for those where it is not plain which is the
 * fastest. The bench runs all and takes the fastest, for the page and for the count on its own.
 */
export function handWritten({ datasetUid, labels, manifest }: Loaded): Record<FilterName, Sql[]> {
  const { classes } = shapes[manifest.tier];
  const label = (rank: number) => sql`${labels.get(classes[rank]?.name ?? '')}::uuid`;
  const dataset = sql`a.dataset_uid = ${datasetUid}::uuid`;
  const own = (rank: number) =>
    sql`from annotations a where ${dataset} and a.item_uid = i.uid and a.label_uid = ${label(rank)}`;
  const all = (rank: number) =>
    sql`from annotations a where ${dataset} and a.label_uid = ${label(rank)}`;
  const { head, frequent, middle, weather, batch, least, key, most } = wanted;
  const occluded = sql`a.attributes @> '{"occluded":true}'`;
  const holds = (name: string, value: string) =>
    sql`i.metadata @> ${JSON.stringify({ [name]: value })}::jsonb`;
  return {
    class: [
      sql`exists (select 1 ${own(middle)})`,
      sql`i.uid in (select a.item_uid ${all(middle)})`,
      sql`i.uid = any(array(select distinct a.item_uid ${all(middle)}))`,
    ],
    'class and attribute': [
      sql`exists (select 1 ${own(frequent)} and ${occluded})`,
      sql`i.uid in (select a.item_uid ${all(frequent)} and ${occluded})`,
    ],
    'metadata equality': [
      holds('weather', weather),
      sql`i.metadata->>'weather' = ${weather}::text`,
    ],
    'rare value': [holds('batch', batch)],
    'count(...) >= n': [
      sql`(select count(*) ${own(head)}) >= ${least}::bigint`,
      sql`exists (select 1 ${own(head)} offset ${least - 1}::bigint)`,
      sql`i.uid in (select a.item_uid ${all(head)} group by a.item_uid having count(*) >= ${least}::bigint)`,
    ],
    NOT: [
      sql`not exists (select 1 ${own(head)})`,
      sql`(i.uid in (select a.item_uid ${all(head)})) is not true`,
    ],
    'key substring': [
      sql`i.key like ${`%${key}%`}::text`,
      sql`i.key ilike ${`%${key}%`}::text`,
      sql`position(${key}::text in i.key) > 0`,
    ],
    'most of it': [
      sql`(${holds('weather', most[0] ?? '')} or ${holds('weather', most[1] ?? '')})`,
      sql`i.metadata->>'weather' = any(${most}::text[])`,
    ],
  };
}

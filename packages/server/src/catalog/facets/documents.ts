import sql, { join, type Sql } from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { itemRows, type Chosen } from './chosen.ts';
import { summarise, type Summary } from './summary.ts';

/** Names that get a facet, the most frequent first. */
export const MAX_KEYS = 50;
/** Longer texts are descriptions and not values that anybody picks from a list. */
const MAX_LENGTH = 256;

/** Counts of one name of the metadata. */
export interface KeyCounts {
  key: string;
  present: number;
  /** Undefined when no value can be listed: objects, empty lists, long texts. */
  summary: Summary | undefined;
}

/** An object of these names only. */
export const onlyKeys = (keys: string[]): Sql =>
  sql`jsonb_build_object(${join(keys.map((key) => sql`${key}::text, i.metadata->${key}::text`))})`;

/** How many items have each of these names, in one scan. */
export async function countPresence(
  db: Queryable,
  chosen: Chosen,
  keys: string[],
): Promise<Map<string, number>> {
  if (keys.length === 0 || chosen.parts.length === 0) return new Map();
  const counts = keys.map(
    (key) => sql`count(*) filter (where metadata->${key}::text <> 'null')::int`,
  );
  const row = await db.row<{ counts: number[] }>(sql`
    select array[${join(counts)}] as counts from ${itemRows(chosen, sql`i.metadata`)} r`);
  return new Map(keys.map((key, at) => [key, row?.counts[at] ?? 0]));
}

/**
 * Counts the names and values of `document`, an object over alias `i`, and the number of names. Equal documents are
 * unpacked once. A list counts for each of its different elements, as in the filter language; null is no value; a
 * number and the same digits as text are one value, which a bare value in a filter finds.
 */
export async function countDocuments(
  db: Queryable,
  chosen: Chosen,
  document: Sql,
  limit: number,
): Promise<{ keys: KeyCounts[]; total: number }> {
  if (chosen.parts.length === 0) return { keys: [], total: 0 };
  const most = sql`case r.field when ${NAMES} then ${MAX_KEYS}::bigint else ${limit}::bigint end`;
  const summaries = await summarise(db, counted(chosen, document), most);
  const byField = new Map(summaries.map((summary) => [summary.field, summary]));
  const names = byField.get(NAMES);
  return {
    total: names?.distinct ?? 0,
    keys: (names?.values ?? []).map(({ text, items }) => ({
      key: text,
      present: items,
      summary: byField.get(`${VALUES}${text}`),
    })),
  };
}

/** Fields of the summary: the names themselves, and the values of each; a name may be any text. */
const NAMES = '=';
const VALUES = '.';

const pairs = (chosen: Chosen, document: Sql) => sql`
  select e.key, e.value, sum(d.n)::bigint as n
  from (select document, count(*) as n from ${itemRows(chosen, sql`${document} as document`)} r
    group by document) d, jsonb_each(d.document) e
  where e.value <> 'null' group by e.key, e.value`;

/** What summarise wants. Histograms are made of plain numbers: a list may stand in two buckets of a range at once. */
const counted = (chosen: Chosen, document: Sql) => sql`
  with every as materialized (${pairs(chosen, document)}),
  names as (select key, sum(n)::bigint as n from every group by key),
  top as (select key from names order by n desc, key collate "C" limit ${MAX_KEYS}),
  p as (select * from every where key in (select key from top)),
  lists as (select distinct key from p where jsonb_typeof(value) = 'array'),
  texts as (
    select key, ${text(sql`value`)} as text, jsonb_typeof(value) = 'number' as is_number,
      jsonb_typeof(value) = 'boolean' as is_boolean,
      case when jsonb_typeof(value) = 'number' and key not in (select key from lists)
        then value::numeric end as number, n
    from p where jsonb_typeof(value) not in ('array', 'object')
    union all
    select p.key, e.text, e.is_number, e.is_boolean, null, p.n from p, lateral (
      select ${text(sql`l.value`)} as text, bool_or(jsonb_typeof(l.value) = 'number') as is_number,
        bool_or(jsonb_typeof(l.value) = 'boolean') as is_boolean
      from jsonb_array_elements(case when jsonb_typeof(p.value) = 'array' then p.value else '[]' end) l
      where jsonb_typeof(l.value) not in ('array', 'object', 'null') group by 1) e)
  select ${VALUES} || key as field, text,
    case when bool_or(is_number) then 'number' when bool_or(is_boolean) then 'boolean' else 'text' end as kind,
    sum(n)::bigint as items, max(number) as number, sum(n) filter (where is_number) as number_items
  from texts where length(text) <= ${MAX_LENGTH} group by key, text
  union all select ${NAMES}, key, 'text', n, null::numeric, null::numeric from names`;

/** A value as text: equal numbers are equal texts. */
const text = (value: Sql) => sql`case jsonb_typeof(${value})
  when 'number' then trim_scale(${value}::numeric)::text else ${value} #>> '{}' end`;

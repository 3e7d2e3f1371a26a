import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { isFilter, writeComparison, writeField } from '../../filter/index.ts';
import { annotationRows, type Chosen } from '../facets/chosen.ts';
import type { CountedCharts } from './model.ts';

/** Attributes that get a chart, the most frequent first. */
const MOST_NAMES = 30;
/** Values of each. */
const MOST_VALUES = 20;
/** Longer texts are remarks and not values that anybody compares. */
const MAX_LENGTH = 256;

interface Row {
  name: string;
  text: string;
  kind: 'number' | 'boolean' | 'text';
  items: number;
  annotations: number;
  distinct: number;
}

/** The values of the annotations' attributes; as in the filter language a list counts for each of its elements. */
export async function countAttributes(
  db: Queryable,
  chosen: Chosen,
): Promise<CountedCharts['attributes']> {
  const rows = chosen.parts.length === 0 ? [] : await db.rows<Row>(counted(chosen));
  const fields = new Map<string, CountedCharts['attributes']['fields'][number]>();
  const scaled = (count: number) => Math.round(count / chosen.share);
  for (const { name, text, kind, items, annotations, distinct } of rows) {
    const field = writeField('attributes', [name]);
    const chart = fields.get(name) ?? { field, distinct, values: [] };
    fields.set(name, chart);
    const filter = writeComparison(field, '=', { kind, text });
    chart.values.push({
      value: valueOf(kind, text),
      count: scaled(items),
      annotations: scaled(annotations),
      filter: isFilter(filter) ? filter : null,
    });
  }
  return { estimated: chosen.share < 1, itemsRead: chosen.items, fields: [...fields.values()] };
}

function valueOf(kind: Row['kind'], text: string): string | number | boolean {
  if (kind === 'boolean') return text === 'true';
  const number = Number(text);
  return kind === 'number' && Number.isFinite(number) ? number : text;
}

/** A number and the same digits as text are one value, which a bare value in a filter finds. */
const counted = (chosen: Chosen) => sql`
  with pairs as (
    select r.item_uid, r.uid, e.key as name,
      case jsonb_typeof(l.value) when 'number' then trim_scale(l.value::numeric)::text else l.value #>> '{}' end as text,
      jsonb_typeof(l.value) as kind
    from ${annotationRows(chosen, sql`a.item_uid, a.uid, a.attributes`)} r, jsonb_each(r.attributes) e,
      lateral jsonb_array_elements(
        case jsonb_typeof(e.value) when 'array' then e.value else jsonb_build_array(e.value) end) l
    where r.attributes <> '{}' and jsonb_typeof(l.value) in ('string', 'number', 'boolean')),
  every as materialized (
    select name, text, count(distinct item_uid) as items, count(distinct (item_uid, uid)) as annotations,
      case when bool_or(kind = 'number') then 'number' when bool_or(kind = 'boolean') then 'boolean'
        else 'text' end as kind
    from pairs where length(text) <= ${MAX_LENGTH} group by name, text),
  names as (select name, sum(annotations) as n, count(*) as distinct_values from every group by name
    order by n desc, name collate "C" limit ${MOST_NAMES}),
  ranked as (select e.*, n.n, n.distinct_values as "distinct",
      row_number() over (partition by e.name order by e.items desc, e.text collate "C") as place
    from every e join names n on n.name = e.name)
  select name, text, kind, items, annotations, "distinct" from ranked
  where place <= ${MOST_VALUES} order by n desc, name collate "C", place`;

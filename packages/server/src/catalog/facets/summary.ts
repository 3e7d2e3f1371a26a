import sql, { type Sql } from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import type { CountedBucket, CountedValue } from './model.ts';

/** A histogram has about this many buckets: what fits beside a list of values. */
const BUCKETS = 20;
/** Beyond these, edges would have hundreds of digits. */
const LARGEST = '1e300';
const SMALLEST = '1e-300';

export interface Summary {
  field: string;
  distinct: number;
  /** Sum over the values: items with one, where an item has no more than one. */
  present: number;
  values: CountedValue[];
  buckets: CountedBucket[] | null;
}

/**
 * The most frequent values of each field, and a histogram of those with numbers. `counted` is a query that gives
 * (field text, text text, kind text, items bigint, number numeric, number_items bigint), one row for each value: of its
 * items, `number_items` hold it as the number. The edges are round decimal numbers, computed exactly.
 * `limit`: how many values are listed, SQL over `r.field`.
 */
export function summarise(db: Queryable, counted: Sql, limit: Sql): Promise<Summary[]> {
  return db.rows<Summary>(sql`
    with counted as materialized (${counted}),
    ranked as (select *, row_number() over (partition by field order by items desc, text collate "C") as place
      from counted),
    spans as (select field, min(number) as low, max(number) as high, bool_and(scale(trim_scale(number)) = 0) as is_integer,
        greatest((max(number) - min(number)) / ${BUCKETS}::numeric, ${SMALLEST}::numeric) as width
      from counted where number between ${`-${LARGEST}`}::numeric and ${LARGEST}::numeric group by field),
    powers as (select *, ('1e' || floor(log(width)))::numeric as power from spans),
    steps as (select field, low, high,
        case when high = low then 1::numeric
          else greatest(power * case when width <= power then 1 when width <= 2 * power then 2
            when width <= 5 * power then 5 else 10 end, case when is_integer then 1 else 0 end::numeric) end as step
      from powers),
    starts as (select *, div(low, step) - case when low < 0 and mod(low, step) <> 0 then 1 else 0 end as first
      from steps),
    filled as (select s.field, s.step, s.first, div(c.number - s.first * s.step, s.step)::int as bucket,
        sum(c.number_items) as items
      from starts s join counted c on c.field = s.field and c.number between s.low and s.high
      group by s.field, s.step, s.first, bucket),
    edges as (select s.field, s.first, s.step, b as bucket from starts s,
      generate_series(0, div(s.high - s.first * s.step, s.step)::int) b),
    histograms as (select e.field, jsonb_agg(jsonb_build_object(
        'from', trim_scale((e.first + e.bucket) * e.step)::text,
        'to', trim_scale((e.first + e.bucket + 1) * e.step)::text,
        'items', coalesce(f.items, 0), 'annotations', null) order by e.bucket) as buckets
      from edges e left join filled f on f.field = e.field and f.bucket = e.bucket group by e.field)
    select r.field, count(*) as distinct, sum(r.items)::bigint as present, h.buckets,
      jsonb_agg(jsonb_build_object('text', r.text, 'kind', r.kind, 'items', r.items, 'annotations', null)
        order by r.place) filter (where r.place <= ${limit}) as values
    from ranked r left join histograms h on h.field = r.field
    group by r.field, h.buckets`);
}

import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { itemRows, type Chosen } from './chosen.ts';
import { itemColumns, type ItemColumn } from './fields.ts';
import type { CountedFacet } from './model.ts';
import { summarise } from './summary.ts';

/**
 * Counts columns of items in one scan: first their combinations, which are few and which several processes can count,
 * then each column of those.
 */
export async function countColumns(
  db: Queryable,
  chosen: Chosen,
  columns: ItemColumn[],
  limit: number,
): Promise<CountedFacet[]> {
  if (columns.length === 0 || chosen.parts.length === 0) return [];
  const aliases = columns.map((_, at) => raw(`c${at}`));
  const read = join(
    columns.map((name, at) => sql`${itemColumns[name].column} as ${raw(`c${at}`)}`),
  );
  const pick = (value: (name: ItemColumn, alias: Sql) => Sql) =>
    sql`case ${join(
      columns.map(
        (name, at) => sql`when grouping(${aliases[at]}) = 0 then ${value(name, raw(`c${at}`))}`,
      ),
      ' ',
    )} end`;
  const counted = sql`
    select * from (
      select ${pick((name) => sql`${name}::text`)} as field, ${pick((_, alias) => sql`${alias}::text`)} as text,
        ${pick((name) => sql`${itemColumns[name].number ? 'number' : 'text'}::text`)} as kind,
        sum(n)::bigint as items,
        ${pick((name, alias) => (itemColumns[name].number ? sql`${alias}::numeric` : sql`null::numeric`))} as number,
        sum(n)::bigint as number_items
      from (select ${join(aliases)}, count(*) as n from ${itemRows(chosen, read)} r
        group by ${join(aliases)}) combined
      group by grouping sets (${join(aliases.map((alias) => sql`(${alias})`))})) each_column
    where text is not null`;
  const found = new Map(
    (await summarise(db, counted, sql`${limit}::bigint`)).map((summary) => [
      summary.field,
      summary,
    ]),
  );
  return columns.map((name) => {
    const summary = found.get(name);
    return {
      name,
      path: [],
      share: chosen.share,
      itemsRead: chosen.items,
      distinct: summary?.distinct ?? 0,
      present: summary?.present ?? 0,
      values: summary?.values ?? [],
      buckets: itemColumns[name].number ? (summary?.buckets ?? []) : null,
    };
  });
}

import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Context } from '../context.ts';
import { literal, type Keyset, type Place } from '../paging.ts';
import { projectRow, type Projection } from '../projection.ts';
import { itemFields, type ItemField } from './fields.ts';
import type { ItemsText } from './list.ts';

export interface ItemText {
  /** The projected item as JSON text. */
  json: string;
}

/** With its place in the order of the list. */
type ItemRow = ItemText & Place;

/** One page's rows and one more. `where` is a boolean over alias `i`; null for all items. */
export function selectItems(
  ctx: Context,
  datasetUid: string,
  where: Sql | null,
  page: Keyset,
  projection: Projection<ItemField>,
): Promise<ItemRow[]> {
  return ctx.db.prepared<ItemRow>(pageRows(datasetUid, where, page, projection));
}

/** The same page as one text: Node takes one long row in a third of the time of a hundred short ones. */
export async function selectItemsText(
  ctx: Context,
  datasetUid: string,
  where: Sql | null,
  page: Keyset,
  projection: Projection<ItemField>,
): Promise<ItemsText> {
  const most = literal(page.limit - 1);
  const places = page.positionNames.flatMap((name) => [
    sql`min(${raw(name)}) filter (where n = 1) as first${raw(name)}`,
    sql`min(${raw(name)}) filter (where n = ${most}) as last${raw(name)}`,
  ]);
  const order = page.backwards ? sql`order by n desc` : sql``;
  const [row] = await ctx.db.prepared<EndsRow & { items: string | null }>(sql`
    select string_agg(json, ',' ${order}) filter (where n <= ${most}) as items, ${join(places)},
      count(*) > ${most} as more
    from (select *, row_number() over () as n from (
      ${pageRows(datasetUid, where, page, projection)}) r) r`);
  const ends = {
    first: placeOf(row, 'first'),
    last: placeOf(row, 'last'),
    more: row?.more ?? false,
  };
  return { items: row?.items ?? '', ...page.links(ends) };
}

type End = 'first' | 'last';
type EndsRow = { more: boolean } & Record<`${End}${keyof Place}`, string | null>;

function placeOf(row: EndsRow | undefined, end: End): Place | undefined {
  const [tie, key] = [row?.[`${end}_tie`], row?.[`${end}_key`]];
  if (typeof tie !== 'string') return undefined;
  return typeof key === 'string' ? { _tie: tie, _key: key } : { _tie: tie };
}

function pageRows(
  datasetUid: string,
  where: Sql | null,
  page: Keyset,
  projection: Projection<ItemField>,
): Sql {
  const { json, columns } = projectRow(projection, itemFields);
  // A page of all items is always a walk along the index. What a filter asks for decides the plan: with a parameter as
  // its limit PostgreSQL takes a plan for any values for so dear that it plans each page for its own.
  const limit = where ? sql`${page.limit}` : page.limitLiteral;
  return sql`
    select ${json} as json, ${join(page.positionNames.map(raw))} from (
      select ${columns}, ${page.position} from items i
      where i.dataset_uid = ${datasetUid} and ${where ?? sql`true`} and ${page.after}
      order by ${page.orderBy} limit ${limit}) p`;
}

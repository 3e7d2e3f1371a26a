import sql, { type Sql } from 'sql-template-tag';
import type { Context } from '../context.ts';
import { filterCondition, readFilter } from '../filter.ts';
import { keyset, type Keyset, type Page, type PageRequest, type Place } from '../paging.ts';
import { projectRow, type Projection } from '../projection.ts';
import { itemFields, itemOrderings, type ItemField } from './fields.ts';

export interface ItemText {
  /** The projected item as JSON text. */
  json: string;
}

/** With its place in the order of the list. */
type ItemRow = ItemText & Place;

/**
 * A page of a dataset's items, newest first unless asked otherwise. A cursor fits this dataset and filter only.
 * Throws `invalid` for a bad filter.
 */
export async function listItems(
  ctx: Context,
  datasetUid: string,
  request: PageRequest & { filter?: string | undefined },
  projection: Projection<ItemField>,
): Promise<Page<ItemText>> {
  const filter = readFilter(request.filter, 'filter');
  const scope = `items:${datasetUid}:${request.filter ?? ''}`;
  const page = keyset(ctx.secret, scope, itemOrderings, request);
  const where = filter && (await filterCondition(ctx.db, filter, datasetUid));
  return page.finish(await selectItems(ctx, datasetUid, where, page, projection));
}

/** One page's rows and one more. `where` is a boolean over alias `i`; null for all items. */
export function selectItems(
  ctx: Context,
  datasetUid: string,
  where: Sql | null,
  page: Keyset,
  projection: Projection<ItemField>,
): Promise<ItemRow[]> {
  const { json, columns } = projectRow(projection, itemFields);
  // A page of all items is always a walk along the index. What a filter asks for decides the plan: with a parameter as
  // its limit PostgreSQL takes a plan for any values for so dear that it plans each page for its own.
  const limit = where ? sql`${page.limit}` : page.limitLiteral;
  return ctx.db.prepared<ItemRow>(sql`
    select ${json} as json, ${page.positionNames} from (
      select ${columns}, ${page.position} from items i
      where i.dataset_uid = ${datasetUid} and ${where ?? sql`true`} and ${page.after}
      order by ${page.orderBy} limit ${limit}) p`);
}

import sql, { type Sql } from 'sql-template-tag';
import type { Context } from '../context.ts';
import { filterCondition, readFilter } from '../filter.ts';
import { keyset, type Keyset, type Page, type PageRequest } from '../paging.ts';
import { projectRow, type Projection } from '../projection.ts';
import { itemFields, itemOrderings, type ItemField } from './fields.ts';

export interface ItemText {
  /** The projected item as JSON text. */
  json: string;
}

/** With its place in the order of the list. */
type ItemRow = ItemText & { _key: string; _tie: string };

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
  const where = filter ? await filterCondition(ctx.db, filter, datasetUid) : sql`true`;
  return page.finish(await selectItems(ctx, datasetUid, where, page, projection));
}

/** One page's rows and one more. `where` is a boolean over alias `i`. */
export function selectItems(
  ctx: Context,
  datasetUid: string,
  where: Sql,
  page: Keyset,
  projection: Projection<ItemField>,
): Promise<ItemRow[]> {
  return ctx.db.rows<ItemRow>(sql`
    select ${projectRow(projection, itemFields)}::text as json, ${page.position}
    from items i
    where i.dataset_uid = ${datasetUid} and ${where} and ${page.after}
    order by ${page.orderBy} limit ${page.limit}`);
}

import sql, { type Sql } from 'sql-template-tag';
import type { Context } from '../context.ts';
import { keyset, type Page, type PageRequest } from '../paging.ts';
import { projectRow, type Projection } from '../projection.ts';
import { itemFields, itemOrderings, type ItemField } from './fields.ts';

export interface ItemText {
  /** The projected item as JSON text. */
  json: string;
}

/**
 * A page of a dataset's items, newest first unless asked otherwise. `where` is a boolean over alias `i` (a filter, a
 * slice's condition) and `scope` names it, so that a cursor fits this list only.
 */
export async function listItems(
  ctx: Context,
  datasetUid: string,
  request: PageRequest & { where?: Sql; scope?: string },
  projection: Projection<ItemField>,
): Promise<Page<ItemText>> {
  const scope = `items:${datasetUid}:${request.scope ?? ''}`;
  const page = keyset(ctx.secret, scope, itemOrderings, request);
  const rows = await ctx.db.rows<ItemText & { _key: string; _tie: string }>(sql`
    select ${projectRow(projection, itemFields)}::text as json, ${page.position}
    from items i
    where i.dataset_uid = ${datasetUid} and ${request.where ?? sql`true`} and ${page.after}
    order by ${page.orderBy} limit ${page.limit}`);
  return page.finish(rows);
}

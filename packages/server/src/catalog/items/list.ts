import type { Sql } from 'sql-template-tag';
import type { Context } from '../context.ts';
import { readFilter, withCondition } from '../filter.ts';
import { keyset, type Links, type PageRequest } from '../paging.ts';
import type { Projection } from '../projection.ts';
import { itemOrderings, type ItemField } from './fields.ts';
import { selectItemsText } from './select.ts';

/** A page as JSON text: the projected items, joined by commas. */
export type ItemsText = Links & { items: string };

/**
 * A page of a dataset's items, newest first unless asked otherwise. A cursor fits this dataset and filter only.
 * Throws `invalid` for a bad filter.
 */
export async function listItems(
  ctx: Context,
  datasetUid: string,
  request: PageRequest & { filter?: string | undefined },
  projection: Projection<ItemField>,
): Promise<ItemsText> {
  const filter = readFilter(request.filter, 'filter');
  const scope = `items:${datasetUid}:${request.filter ?? ''}`;
  const page = keyset(ctx.secret, scope, itemOrderings, request);
  const select = (where: Sql | null) => selectItemsText(ctx, datasetUid, where, page, projection);
  return filter ? withCondition(ctx.db, filter, datasetUid, select) : select(null);
}

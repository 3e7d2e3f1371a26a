import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Context } from '../context.ts';
import { notFound } from '../errors.ts';
import { filterCondition, readFilter } from '../filter.ts';
import { resolveOrdering, type Place } from '../paging.ts';
import { itemOrderings } from './fields.ts';

/** The uids of the items around one; null at an end of the list. */
export interface Neighbours {
  previous: string | null;
  next: string | null;
}

/**
 * What stands before and after an item in a list of the dataset's items, whether the filter selects that item itself or
 * not. Throws `not_found`, and `invalid` for a bad filter.
 */
export async function neighboursOf(
  ctx: Context,
  datasetUid: string,
  uid: string,
  request: { ordering?: string | undefined; filter?: string | undefined },
): Promise<Neighbours> {
  const filter = readFilter(request.filter, 'filter');
  const { column, descending } = resolveOrdering(itemOrderings, request.ordering);
  const key = raw(column.column);
  const where = filter ? await filterCondition(ctx.db, filter, datasetUid, 'page') : sql`true`;
  const here = await ctx.db.row<Required<Place>>(sql`
    select ${key}::text as _key, i.uid::text as _tie from items i
    where i.dataset_uid = ${datasetUid} and i.uid = ${uid}`);
  if (!here) throw notFound();
  const beside = (after: boolean) => {
    const down = descending === after;
    const [sign, direction] = down ? [raw('<'), raw('desc')] : [raw('>'), raw('asc')];
    const place = sql`(${here._key}::${raw(column.type)}, ${here._tie}::uuid)`;
    const order: Sql = join([sql`${key} ${direction}`, sql`i.uid ${direction}`]);
    return ctx.db.row<{ uid: string }>(sql`
      select i.uid from items i
      where i.dataset_uid = ${datasetUid} and ${where} and (${key}, i.uid) ${sign} ${place}
      order by ${order} limit 1`);
  };
  const [previous, next] = await Promise.all([beside(false), beside(true)]);
  return { previous: previous?.uid ?? null, next: next?.uid ?? null };
}

import sql, { type Sql } from 'sql-template-tag';
import { findOwner, type Owner } from '../access/owners.ts';
import { requireScope } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { findDatasetByUid } from '../datasets/find.ts';
import { CatalogError } from '../errors.ts';
import { keyset, type Orderings, type Page, type PageRequest, type Place } from '../paging.ts';
import { withCounts } from './counts.ts';
import {
  countVisible,
  present,
  sliceColumns,
  sliceTables,
  visibleSlices,
  type Slice,
  type SliceDefinition,
} from './row.ts';
import { uidOf } from './sources.ts';

export const sliceOrderings: Orderings = {
  columns: {
    created_at: { column: 's.created_at', type: 'timestamptz' },
    updated_at: { column: 's.updated_at', type: 'timestamptz' },
    name: { column: 's.name', type: 'text' },
    slug: { column: 's.slug', type: 'text' },
  },
  fallback: '-created_at',
  tieBreak: 's.uid',
};

/** `page` (1-based) is for clients that count pages; `next` is a cursor all the same. */
export type SlicePageRequest = PageRequest & { page?: number | undefined };
export type CountedSlices = Page<Slice> & { count: number };

/**
 * Slices of an owner that the actor may see, newest first unless asked otherwise. Throws `not_found`. `known` is the
 * owner, where it is known already.
 */
export async function listSlicesOfOwner(
  ctx: Context,
  ownerName: string,
  request: SlicePageRequest,
  known?: Owner,
): Promise<CountedSlices> {
  requireScope(ctx.actor, 'slice.read');
  const owner = known ?? (await findOwner(ctx.db, ownerName));
  return list(ctx, `slices:owner:${owner.uid}`, sql`s.owner_uid = ${owner.uid}`, request);
}

/** Slices that refer to a dataset, whoever owns them. Throws `not_found`, `forbidden` for the dataset. */
export async function listSlicesOfDataset(
  ctx: Context,
  datasetUid: string,
  request: SlicePageRequest,
): Promise<CountedSlices> {
  requireScope(ctx.actor, 'slice.read');
  const dataset = await findDatasetByUid(ctx, uidOf(datasetUid));
  const where = sql`exists (select 1 from slice_datasets sd
    where sd.slice_uid = s.uid and sd.dataset_uid = ${dataset.uid})`;
  return list(ctx, `slices:dataset:${dataset.uid}`, where, request);
}

async function list(
  ctx: Context,
  scope: string,
  where: Sql,
  request: SlicePageRequest,
): Promise<CountedSlices> {
  const page = keyset(ctx.secret, scope, sliceOrderings, request);
  const offset = ((request.page ?? 1) - 1) * request.limit;
  if (offset < 0) throw new CatalogError('invalid_page');
  const counting = countSlices(ctx, where);
  // Slices are made by hand: the offset stays as small as their number.
  if (offset > 0 && offset >= (await counting)) throw new CatalogError('invalid_page');
  const query = sql`
    select ${sliceColumns}, ${page.position} from ${sliceTables}
    where ${where} and ${visibleSlices(ctx.actor)} and ${page.after}
    order by ${page.orderBy} limit ${page.limitLiteral}`;
  const [rows, count] = await Promise.all([
    offset === 0
      ? ctx.db.prepared<SliceDefinition & Place>(query)
      : ctx.db.rows<SliceDefinition & Place>(sql`${query} offset ${offset}`),
    counting,
  ]);
  const found = page.finish(rows);
  return { ...found, count, rows: await withCounts(ctx, found.rows.map(present)) };
}

async function countSlices(ctx: Context, where: Sql): Promise<number> {
  const [row] = await ctx.db.prepared<{ count: number }>(countVisible(ctx.actor, where));
  return row?.count ?? 0;
}

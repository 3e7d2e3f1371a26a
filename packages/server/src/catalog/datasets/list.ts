import sql, { join, raw, type Sql } from 'sql-template-tag';
import { findOwner, type Owner } from '../access/owners.ts';
import { requireScope } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { CatalogError } from '../errors.ts';
import {
  keyset,
  literal,
  resolveOrdering,
  type Orderings,
  type Page,
  type PageRequest,
  type Place,
} from '../paging.ts';
import { datasetColumns, datasetTables, visibleTo, type Dataset } from './row.ts';

export const datasetOrderings: Orderings = {
  columns: {
    created_at: { column: 'd.created_at', type: 'timestamptz' },
    updated_at: { column: 'd.updated_at', type: 'timestamptz' },
    name: { column: 'd.name', type: 'text' },
    slug: { column: 'd.slug', type: 'text' },
    item_count: { column: 's.item_count', type: 'bigint' },
    annotations_count: { column: 's.annotation_count', type: 'bigint' },
    size_bytes: { column: 's.size_bytes', type: 'bigint' },
  },
  fallback: '-created_at',
  tieBreak: 'd.uid',
};

/** Deeper pages cost an OFFSET scan; nobody pages an owner's list by hand this far. */
const MAX_OFFSET = 1_000_000;

export interface NumberedPage<Row> {
  rows: Row[];
  count: number;
  page: number;
  pages: number;
}

/** An owner's datasets as far as the actor sees them, by page number (1-based). Throws `invalid_page`. `known` as for slices. */
export async function listOwnerDatasets(
  ctx: Context,
  ownerName: string,
  request: { page: number; limit: number; ordering?: string | undefined },
  known?: Owner,
): Promise<NumberedPage<Dataset>> {
  requireScope(ctx.actor, 'dataset.read');
  const owner = known ?? (await findOwner(ctx.db, ownerName));
  const where = sql`d.owner_uid = ${owner.uid} and ${visibleTo(ctx.actor)}`;
  const { column, descending } = resolveOrdering(datasetOrderings, request.ordering);
  const direction = raw(descending ? 'desc' : 'asc');
  const offset = (request.page - 1) * request.limit;
  if (offset < 0 || offset > MAX_OFFSET) throw new CatalogError('invalid_page');
  const counting = countDatasets(ctx, where);
  const pagesOf = (count: number) => Math.max(1, Math.ceil(count / request.limit));
  // The first page is there in any case, and need not wait for the count.
  if (offset > 0 && request.page > pagesOf(await counting)) throw new CatalogError('invalid_page');
  const query = sql`
    select ${datasetColumns} from ${datasetTables} where ${where}
    order by ${raw(column.column)} ${direction}, d.uid ${direction} limit ${literal(request.limit)}`;
  const [rows, count] = await Promise.all([
    offset === 0
      ? ctx.db.prepared<Dataset>(query)
      : ctx.db.rows<Dataset>(sql`${query} offset ${offset}`),
    counting,
  ]);
  return { rows, count, page: request.page, pages: pagesOf(count) };
}

export interface DatasetFilters {
  data_type?: string | undefined;
  name?: string | undefined;
  status?: string | undefined;
  visibility?: string | undefined;
}

/** Everything the actor sees. `name` is a case-insensitive part of the name. */
export async function listDatasets(
  ctx: Context,
  filters: DatasetFilters,
  request: PageRequest,
): Promise<Page<Dataset> & { count: number }> {
  requireScope(ctx.actor, 'dataset.read');
  const where = join([visibleTo(ctx.actor), ...conditions(filters)], ' and ');
  const scope = `datasets:${JSON.stringify(filters)}`;
  const page = keyset(ctx.secret, scope, datasetOrderings, request);
  const [rows, count] = await Promise.all([
    ctx.db.prepared<Dataset & Place>(sql`
      select ${datasetColumns}, ${page.position} from ${datasetTables}
      where ${where} and ${page.after} order by ${page.orderBy} limit ${page.limitLiteral}`),
    countDatasets(ctx, where),
  ]);
  return { ...page.finish(rows), count };
}

function conditions(filters: DatasetFilters): Sql[] {
  const found: Sql[] = [];
  if (filters.data_type) found.push(sql`d.data_type = ${filters.data_type}`);
  if (filters.status) found.push(sql`d.status = ${filters.status}`);
  if (filters.visibility) found.push(sql`d.visibility = ${filters.visibility}`);
  if (filters.name) found.push(sql`position(lower(${filters.name}) in lower(d.name)) > 0`);
  return found;
}

async function countDatasets(ctx: Context, where: Sql): Promise<number> {
  const [row] = await ctx.db.prepared<{ count: number }>(
    sql`select count(*) as count from datasets d where ${where}`,
  );
  return row?.count ?? 0;
}

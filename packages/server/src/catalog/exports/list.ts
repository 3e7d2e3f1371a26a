import sql, { type Sql } from 'sql-template-tag';
import { requireScope } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { keyset, type Orderings, type Page, type PageRequest, type Place } from '../paging.ts';
import { exportColumns, exportTables, visibleExports, type ExportRow } from './row.ts';

/** uids are in the order of creation. */
export const exportOrderings: Orderings = {
  columns: {
    created_at: { column: 'e.uid', type: 'uuid' },
    updated_at: { column: 'e.updated_at', type: 'timestamptz' },
    name: { column: 'e.name', type: 'text' },
    status: { column: 'e.status', type: 'text' },
    format: { column: 'e.format', type: 'text' },
  },
  fallback: '-created_at',
  tieBreak: 'e.uid',
};

/**
 * Exports that the actor sees, the most recent first unless asked otherwise; those that take from
 * `dataset` when it is given, be it through a slice.
 */
export async function listExports(
  ctx: Context,
  request: PageRequest,
  dataset?: string,
): Promise<Page<ExportRow>> {
  requireScope(ctx.actor, 'export.read');
  const page = keyset(ctx.secret, 'exports', exportOrderings, request);
  const ofDataset = dataset ? takesFrom(dataset) : sql`true`;
  const rows = await ctx.db.rows<ExportRow & Place>(sql`
    select ${exportColumns}, ${page.position} from ${exportTables}
    where ${visibleExports(ctx.actor)} and ${ofDataset} and ${page.after}
    order by ${page.orderBy} limit ${page.limit}`);
  return page.finish(rows);
}

const takesFrom = (dataset: string): Sql => sql`(${dataset}::uuid = any(e.datasets) or exists (
  select 1 from slice_datasets sd where sd.dataset_uid = ${dataset} and sd.slice_uid = any(e.slices)))`;

import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import { findDatasetByUid } from '../datasets/find.ts';
import { keyset, type Orderings, type Page, type PageRequest, type Place } from '../paging.ts';
import { importColumns, importTables, type Import } from './model.ts';

export const importOrderings: Orderings = {
  columns: { created_at: { column: 'm.uid', type: 'uuid' } },
  fallback: '-created_at',
  tieBreak: 'm.uid',
};

/** A dataset's imports, newest first unless asked otherwise. Throws `not_found`, `forbidden`. */
export async function listImports(
  ctx: Context,
  datasetUid: string,
  request: PageRequest,
): Promise<Page<Import>> {
  await findDatasetByUid(ctx, datasetUid, 'dataset.write');
  const page = keyset(ctx.secret, `imports:${datasetUid}`, importOrderings, request);
  const rows = await ctx.db.rows<Import & Place>(sql`
    select ${importColumns}, ${page.position} from ${importTables}
    where m.dataset_uid = ${datasetUid} and ${page.after}
    order by ${page.orderBy} limit ${page.limit}`);
  return page.finish(rows);
}

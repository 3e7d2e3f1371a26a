import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import type { Import } from '../imports/model.ts';
import type { UidRange } from '../uids.ts';

type Part =
  | 'uid'
  | 'dataset_uid'
  | 'status'
  | 'phase'
  | 'counts'
  | 'item_total'
  | 'published'
  | 'staged_bytes'
  | 'total_bytes'
  | 'error'
  | 'source'
  | 'created_at'
  | 'updated_at';

/** An import as a task of its dataset; `asked` is empty for one that was asked for in another way. */
export type ImportTask = Pick<Import, Part> & {
  kind: 'import' | 'sync';
  asked: Record<string, unknown>;
};

const columns = sql`m.uid, m.dataset_uid, m.status, m.phase, m.counts, m.item_total, m.published, m.staged_bytes,
  m.total_bytes, m.error, m.source, m.created_at, m.updated_at, coalesce(t.kind, 'import') as kind,
  coalesce(t.asked, '{}') as asked`;
const tables = sql`imports m left join dataset_tasks t on t.dataset_uid = m.dataset_uid and t.uid = m.uid`;

/** A dataset's imports, newest first; syncs are not among them. The caller has checked the right. */
export async function listImportTasks(
  ctx: Context,
  datasetUid: string,
  { page, limit }: { page: number; limit: number },
): Promise<{ rows: ImportTask[]; total: number }> {
  const where = sql`m.dataset_uid = ${datasetUid} and t.kind is distinct from 'sync'`;
  const [rows, counted] = await Promise.all([
    ctx.db.rows<ImportTask>(sql`
      select ${columns} from ${tables} where ${where}
      order by m.uid desc limit ${limit} offset ${page * limit}`),
    ctx.db.row<{ total: number }>(sql`select count(*) as total from ${tables} where ${where}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

export function findImportTask(
  ctx: Context,
  datasetUid: string,
  id: UidRange,
): Promise<ImportTask | undefined> {
  return ctx.db.row<ImportTask>(sql`
    select ${columns} from ${tables}
    where m.dataset_uid = ${datasetUid} and m.uid between ${id.first} and ${id.last}`);
}

/** The last sync of a dataset. */
export function lastSync(ctx: Context, datasetUid: string): Promise<ImportTask | undefined> {
  return ctx.db.row<ImportTask>(sql`
    select ${columns} from ${tables} where m.dataset_uid = ${datasetUid} and t.kind = 'sync'
    order by m.uid desc limit 1`);
}

/** Kinds of the imports that are under way. */
export async function runningImports(
  ctx: Context,
  datasetUid: string,
): Promise<Set<'import' | 'sync'>> {
  const rows = await ctx.db.rows<{ kind: 'import' | 'sync' }>(sql`
    select distinct coalesce(t.kind, 'import') as kind from ${tables}
    where m.dataset_uid = ${datasetUid} and m.status in ('requested', 'running')`);
  return new Set(rows.map(({ kind }) => kind));
}

import sql, { empty } from 'sql-template-tag';
import type { Context } from '../context.ts';
import type { ExportRow } from '../exports/row.ts';
import type { Queryable } from '../../db/database.ts';
import type { ItemChoice } from '../items/search/model.ts';
import type { UidRange } from '../uids.ts';
import { taskMissing } from './problem.ts';

type Part =
  | 'uid'
  | 'status'
  | 'format'
  | 'total_task_count'
  | 'exported_task_count'
  | 'has_archive'
  | 'error'
  | 'created_at'
  | 'updated_at';

/** An export as a task of its dataset. */
export type ExportTask = Pick<ExportRow, Part> & { asked: Record<string, unknown> };

const columns = sql`e.uid, e.status, e.format, e.total_task_count, e.exported_task_count, e.error, e.created_at,
  e.updated_at, (e.status = 'exported' and e.object_key is not null) as has_archive, t.asked`;
const tables = sql`dataset_tasks t join exports e on e.uid = t.uid`;

/** Exports that were asked for as tasks of the dataset, newest first. The caller has checked the right. */
export async function listExportTasks(
  ctx: Context,
  datasetUid: string,
  { page, limit, type }: { page: number; limit: number; type?: number | undefined },
): Promise<{ rows: ExportTask[]; total: number }> {
  const narrowed = type === undefined ? empty : sql`and (t.asked->>'export_type')::int = ${type}`;
  const where = sql`t.dataset_uid = ${datasetUid} and t.kind = 'export' ${narrowed}`;
  const [rows, counted] = await Promise.all([
    ctx.db.rows<ExportTask>(sql`
      select ${columns} from ${tables} where ${where}
      order by t.uid desc limit ${limit} offset ${page * limit}`),
    ctx.db.row<{ total: number }>(sql`select count(*) as total from ${tables} where ${where}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

/** Throws `dataset_task_missing`. */
export async function findExportTask(
  ctx: Context,
  datasetUid: string,
  id: UidRange | undefined,
): Promise<ExportTask> {
  const row =
    id &&
    (await ctx.db.row<ExportTask>(sql`
      select ${columns} from ${tables} where t.dataset_uid = ${datasetUid} and t.kind = 'export'
        and t.uid between ${id.first} and ${id.last}`));
  if (!row) throw taskMissing();
  return row;
}

/** What the task of an export asks for beside the archive; kept with what was asked in the words of the wire. */
export interface ExportWishes {
  /** Where in the store it also puts its files, one by one. */
  folder?: string;
  /** Of the dataset only these items. Times are texts. */
  choice?: ItemChoice;
  /** Part of the labelled items that is for training, 0 to 1; without it each item's split stays as it is. */
  trainRatio?: string;
  /** Nothing says how hard an item or an annotation is. */
  clearsHardness?: boolean;
  /** The new dataset that its manifest is imported into when it is done, and where in its bucket that manifest is. */
  into?: { datasetUid: string; projectUid: string | null; bucket: string; key: string };
}

/** Nothing for an export that is no task. */
export async function wishesOfExport(db: Queryable, uid: string): Promise<ExportWishes> {
  const row = await db.row<{ asked: ExportWishes }>(sql`
    select asked from dataset_tasks where uid = ${uid} and kind = 'export'`);
  return row?.asked ?? {};
}

import sql, { empty, join } from 'sql-template-tag';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import type { UidRange } from '../uids.ts';
import type { WaitingKind } from './model.ts';
import { taskMissing } from './problem.ts';

/** A task of a program outside. */
export interface Waiting {
  dataset_uid: string;
  uid: string;
  kind: WaitingKind;
  name: string;
  status: 'running' | 'done' | 'stopped';
  asked: Record<string, unknown>;
  created_at: Date;
  updated_at: Date;
}

const columns = sql`dataset_uid, uid, kind, name, status, asked, created_at, updated_at`;

/** A dataset's tasks of these kinds, newest first. The caller has checked the right. */
export async function listWaiting(
  ctx: Context,
  datasetUid: string,
  asked: { kinds: readonly WaitingKind[]; name?: string | undefined; page: number; limit: number },
): Promise<{ rows: Waiting[]; total: number }> {
  const { kinds, name, page, limit } = asked;
  const named = name ? sql` and position(lower(${name}) in lower(name)) > 0` : empty;
  const where = sql`dataset_uid = ${datasetUid} and kind = any(${kinds}::text[])${named}`;
  const [rows, counted] = await Promise.all([
    ctx.db.rows<Waiting>(sql`
      select ${columns} from dataset_tasks where ${where}
      order by uid desc limit ${limit} offset ${page * limit}`),
    ctx.db.row<{ total: number }>(sql`select count(*) as total from dataset_tasks where ${where}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

/** Throws `dataset_task_missing`. */
export async function findWaiting(
  ctx: Context,
  datasetUid: string,
  id: UidRange | undefined,
): Promise<Waiting> {
  const conditions = join(
    [sql`dataset_uid = ${datasetUid}`, sql`uid between ${id?.first} and ${id?.last}`],
    ' and ',
  );
  const row =
    id &&
    (await ctx.db.row<Waiting>(sql`
      select ${columns} from dataset_tasks where ${conditions} and status is not null`));
  if (!row) throw taskMissing();
  return row;
}

/** Nothing is waited for any longer; what has come stays. One that has ended stays as it is. Throws `forbidden`. */
export async function stopWaiting(ctx: Context, ownerUid: string, task: Waiting): Promise<void> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid });
  await ctx.db.run(sql`
    update dataset_tasks set status = 'stopped', updated_at = ${new Date()}
    where dataset_uid = ${task.dataset_uid} and uid = ${task.uid} and status = 'running'`);
}

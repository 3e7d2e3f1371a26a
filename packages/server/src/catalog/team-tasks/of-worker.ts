import sql, { raw, empty } from 'sql-template-tag';
import type { Context } from '../context.ts';
import { kindOf } from '../profiles/conditions.ts';
import { workerColumns, type Numbered, type NumberedRequest, type Worker } from '../teams/model.ts';
import { taskColumns, type TeamTask } from './model.ts';

export interface WorkerTasksRequest extends NumberedRequest {
  sortBy: 'created_at' | 'name';
  /** Part of the name, any case. */
  search?: string | undefined;
}

/** A task with the actor's part in it; `kind` is the dataset's. */
export interface WorkerTask {
  task: TeamTask;
  worker: Worker;
  kind: number;
}

type Row = TeamTask & { kind: number; worker_uid: string };

/**
 * The tasks on an owner's datasets in which the actor works, found by the address of the actor's user; from then on
 * these workers have joined.
 */
export async function listWorkerTasks(
  ctx: Context,
  ownerUid: string,
  { page, limit, descending, sortBy, search }: WorkerTasksRequest,
): Promise<Numbered<WorkerTask>> {
  const workers = await ctx.db.rows<Worker>(sql`
    select ${workerColumns} from workers w join teams t on t.uid = w.team_uid
      join owners o on lower(o.email) = lower(w.email)
    where o.uid = ${ctx.actor.userUid}`);
  const uids = workers.map(({ uid }) => uid);
  await ctx.db.run(sql`
    update workers set joined_at = ${new Date()} where uid = any(${uids}::uuid[]) and joined_at is null`);
  const found = search ? sql`and position(lower(${search}) in lower(t.name)) > 0` : empty;
  const from = sql`
    team_members m join team_tasks t on t.dataset_uid = m.dataset_uid and t.uid = m.task_uid
      join datasets d on d.uid = t.dataset_uid left join dataset_profiles p on p.dataset_uid = d.uid
    where m.worker_uid = any(${uids}::uuid[]) and d.owner_uid = ${ownerUid} ${found}`;
  const direction = raw(descending ? 'desc' : 'asc');
  const [rows, counted] = await Promise.all([
    ctx.db.rows<Row>(sql`
      select ${taskColumns}, ${kindOf} as kind, m.worker_uid from ${from}
      order by t.${raw(sortBy)} ${direction}, t.uid ${direction} limit ${limit} offset ${page * limit}`),
    ctx.db.row<{ total: number }>(sql`select count(*) as total from ${from}`),
  ]);
  const byUid = new Map(workers.map((worker) => [worker.uid, worker]));
  const shown = rows.flatMap(({ kind, worker_uid: uid, ...task }) => {
    const worker = byUid.get(uid);
    return worker ? [{ task, worker, kind }] : [];
  });
  return { rows: shown, total: counted?.total ?? 0 };
}

/** The address of the actor's user, by which they are found among the workers. */
export async function emailOf({ db, actor }: Context): Promise<string | undefined> {
  const row = await db.row<{ email: string | null }>(
    sql`select email from owners where uid = ${actor.userUid}`,
  );
  return row?.email ?? undefined;
}

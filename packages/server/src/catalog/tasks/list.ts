import sql, { join, type Sql } from 'sql-template-tag';
import { requireRight, requireScope } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { visibleTo } from '../datasets/row.ts';
import { notFound } from '../errors.ts';
import { keyset, type Orderings, type Page, type PageRequest, type Place } from '../paging.ts';
import { getProject } from '../projects/list.ts';

export interface Task {
  uid: string;
  dataset_uid: string;
  item_uid: string;
  project_uid: string;
  task_type: string;
  status: 'pending' | 'completed';
  created_at: Date;
  updated_at: Date;
}

const columns = sql`t.uid, t.dataset_uid, t.item_uid, t.project_uid, p.task_type, t.status,
  t.created_at, t.updated_at`;

// By dataset, then by uid: the order of an index, so that a page costs the same wherever it lies.
const orderings: Orderings = {
  columns: { dataset: { column: 't.dataset_uid', type: 'uuid' } },
  fallback: 'dataset',
  tieBreak: 't.uid',
};

/** Tasks in datasets the actor sees: one per project and item. */
export async function listTasks(
  ctx: Context,
  filters: { project?: string | undefined; status?: string | undefined },
  request: Omit<PageRequest, 'ordering'>,
): Promise<Page<Task>> {
  requireScope(ctx.actor, 'task.read');
  const where: Sql[] = [await seen(ctx)];
  if (filters.project !== undefined) {
    // The filter shows no more of the project than its tasks do, so the key needs no scope for projects.
    const project = await getProject(
      { ...ctx, actor: { ...ctx.actor, scopes: [] } },
      filters.project,
    );
    where.push(sql`t.project_uid = ${project.uid}`);
    where.push(sql`t.dataset_uid = any(${project.datasets}::uuid[])`);
  }
  if (filters.status !== undefined) where.push(sql`t.status = ${filters.status}`);
  const page = keyset(ctx.secret, `tasks:${JSON.stringify(filters)}`, orderings, request);
  const rows = await ctx.db.rows<Task & Place>(sql`
    select ${columns}, ${page.position} from tasks t join projects p on p.uid = t.project_uid
    where ${join(where, ' and ')} and ${page.after} order by ${page.orderBy} limit ${page.limit}`);
  return page.finish(rows);
}

/** Throws `not_found`, `forbidden` for a task of a dataset that the actor does not see. */
export async function getTask(ctx: Context, uid: string): Promise<Task> {
  const task = await ctx.db.row<Task & { owner_uid: string; visibility: string }>(sql`
    select ${columns}, d.owner_uid, d.visibility
    from datasets d join tasks t on t.dataset_uid = d.uid join projects p on p.uid = t.project_uid
    where t.uid = ${uid}`);
  if (!task) throw notFound();
  const { owner_uid: ownerUid, visibility } = task;
  requireRight(ctx.actor, 'task.read', { ownerUid, visibility });
  return task;
}

/** Every query on a big table names its datasets, so that each can be sent to where they live. */
async function seen(ctx: Context): Promise<Sql> {
  const rows = await ctx.db.rows<{ uid: string }>(
    sql`select d.uid from datasets d where ${visibleTo(ctx.actor)}`,
  );
  return sql`t.dataset_uid = any(${rows.map((row) => row.uid)}::uuid[])`;
}

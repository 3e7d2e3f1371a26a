import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Context } from '../context.ts';
import type { AnnotationInput } from '../annotations/model.ts';
import type { Numbered, NumberedRequest } from '../teams/model.ts';
import type { AssignmentState, Opinion, TeamTask } from './model.ts';

export interface Assignment {
  item_uid: string;
  worker_uid: string;
  worker_email: string | null;
  state: AssignmentState;
  answer: AnnotationInput[] | null;
  review: Opinion | null;
  verdict: Opinion | null;
  sampled: boolean;
  updated_at: Date;
}

export interface AssignmentFilters {
  states?: readonly AssignmentState[] | undefined;
  workerUid?: string | undefined;
  /** Of a worker. */
  email?: string | undefined;
  itemUids?: readonly string[] | undefined;
  /** Drawn for the acceptance. */
  sampled?: boolean | undefined;
  /** What the owner says of it; null: nothing yet. */
  accepted?: boolean | null | undefined;
  /** The owner has said something. */
  checked?: true | undefined;
}

/** What the workers of a task have to label, by item; one row per item and worker. */
export async function listAssignments(
  ctx: Context,
  task: TeamTask,
  { page, limit, descending }: NumberedRequest,
  filters: AssignmentFilters = {},
): Promise<Numbered<Assignment>> {
  const ofTask = [sql`a.dataset_uid = ${task.dataset_uid}`, sql`a.task_uid = ${task.uid}`];
  const where = join([...ofTask, ...assignmentConditions(filters)], ' and ');
  const direction = raw(descending ? 'desc' : 'asc');
  const [rows, counted] = await Promise.all([
    ctx.db.rows<Assignment>(sql`
      select a.item_uid, a.worker_uid, w.email as worker_email, a.state, a.answer, a.review, a.verdict,
        a.sampled, a.updated_at
      from team_assignments a left join workers w on w.uid = a.worker_uid where ${where}
      order by a.item_uid ${direction}, a.worker_uid ${direction} limit ${limit} offset ${page * limit}`),
    ctx.db.row<{ total: number }>(
      sql`select count(*) as total from team_assignments a where ${where}`,
    ),
  ]);
  return { rows, total: counted?.total ?? 0 };
}

/** Over alias `a`. */
export function assignmentConditions(filters: AssignmentFilters): Sql[] {
  const { states, workerUid, email, itemUids, sampled, accepted, checked } = filters;
  const found: Sql[] = [];
  if (states) found.push(sql`a.state = any(${states}::text[])`);
  if (workerUid !== undefined) found.push(sql`a.worker_uid = ${workerUid}`);
  if (email !== undefined) {
    found.push(sql`a.worker_uid in (select uid from workers where lower(email) = lower(${email}))`);
  }
  if (itemUids) found.push(sql`a.item_uid = any(${itemUids}::uuid[])`);
  if (sampled !== undefined) found.push(sql`a.sampled = ${sampled}`);
  if (checked) found.push(sql`a.verdict is not null`);
  if (accepted === null) found.push(sql`a.verdict is null`);
  else if (accepted !== undefined) found.push(sql`(a.verdict->>'accept')::boolean = ${accepted}`);
  return found;
}

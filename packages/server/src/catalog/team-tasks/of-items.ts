import sql, { join, type Sql } from 'sql-template-tag';
import type { Context } from '../context.ts';
import { workerColumns, type Worker } from '../teams/model.ts';
import { assignmentConditions, type AssignmentFilters } from './items.ts';
import type { Opinion } from './model.ts';

/** Who labels an item, and what was said of the answer. */
export interface Assigned {
  item_uid: string;
  worker: Worker;
  review: Opinion | null;
  verdict: Opinion | null;
}

/** The team task that a dataset's items are shown with: the newest that has not been passed, else the newest. */
const currentTask = (datasetUid: string): Sql => sql`
  (select uid from team_tasks where dataset_uid = ${datasetUid} order by status = 'passed', uid desc limit 1)`;

/** Whether an item, alias `i`, is assigned in that task to somebody, as the filters say. */
export const isAssigned = (datasetUid: string, filters: AssignmentFilters): Sql => sql`
  exists (select 1 from team_assignments a where ${join(
    [
      sql`a.dataset_uid = ${datasetUid}`,
      sql`a.task_uid = ${currentTask(datasetUid)}`,
      sql`a.item_uid = i.uid`,
      ...assignmentConditions(filters),
    ],
    ' and ',
  )})`;

/** Who labels these items in that task, as far as the filters say; workers in the order in which they came to their teams. */
export async function assignedOf(
  ctx: Context,
  datasetUid: string,
  filters: AssignmentFilters & { itemUids: readonly string[] },
): Promise<Assigned[]> {
  if (filters.itemUids.length === 0) return [];
  const where = join(
    [
      sql`a.dataset_uid = ${datasetUid}`,
      sql`a.task_uid = ${currentTask(datasetUid)}`,
      ...assignmentConditions(filters),
    ],
    ' and ',
  );
  const rows = await ctx.db.rows<Omit<Assigned, 'worker'> & Worker>(sql`
    select a.item_uid, a.review, a.verdict, ${workerColumns}
    from team_assignments a join workers w on w.uid = a.worker_uid join teams t on t.uid = w.team_uid
    where ${where} order by a.item_uid, w.uid`);
  return rows.map(({ item_uid, review, verdict, ...worker }) => ({
    ...{ item_uid, review, verdict, worker },
  }));
}

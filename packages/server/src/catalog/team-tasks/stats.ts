import sql, { raw, type Sql } from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { assignmentStates, type AssignmentState } from './model.ts';

/** How many items stand where; an item that several workers label stands where the last of them is. */
export interface SampleStats extends Record<AssignmentState, number> {
  dataset_uid: string;
  task_uid: string;
  /** Null over all workers. */
  worker_uid: string | null;
  total: number;
  /** Drawn for the acceptance and not yet accepted. */
  sampled: number;
  /** Not labelled, and with an annotation that waits for confirmation. */
  proposed: number;
  /** Of those with an opinion of the owner: how many, how many passed, and the mean of scores, 4 (A) to 1 (D). */
  checked: number;
  passed: number;
  score: number | null;
  /** Latest change of an assignment. */
  changed_at: Date | null;
}

const ranks = raw(`array['${assignmentStates.join("','")}']`);

/** One row per task that has items. */
export const taskStats = (db: Queryable, datasets: string[], tasks: string[]) =>
  stats(db, datasets, tasks, sql`null::uuid`);

/** One row per task and worker who has items. */
export const workerStats = (db: Queryable, datasets: string[], tasks: string[]) =>
  stats(db, datasets, tasks, sql`a.worker_uid`);

async function stats(
  db: Queryable,
  datasets: string[],
  tasks: string[],
  worker: Sql,
): Promise<SampleStats[]> {
  if (tasks.length === 0) return [];
  return db.rows<SampleStats>(sql`
    select i.dataset_uid, i.task_uid, i.worker_uid, count(*) as total,
      count(*) filter (where i.rank = 1) as rejected, count(*) filter (where i.rank = 2) as unannotated,
      count(*) filter (where i.rank = 3) as unreviewed, count(*) filter (where i.rank = 4) as unchecked,
      count(*) filter (where i.rank = 5) as accepted, count(*) filter (where i.sampled) as sampled,
      count(*) filter (where i.rank = 2 and exists (select 1 from annotations n
        where n.dataset_uid = i.dataset_uid and n.item_uid = i.item_uid and n.state = 'proposed')) as proposed,
      sum(i.checked)::bigint as checked, sum(i.passed)::bigint as passed, avg(i.score)::float8 as score,
      max(i.changed_at) as changed_at
    from (
      select a.dataset_uid, a.task_uid, ${worker} as worker_uid, a.item_uid,
        min(array_position(${ranks}, a.state)) as rank, bool_or(a.sampled and a.state = 'unchecked') as sampled,
        count(a.verdict) as checked, count(*) filter (where (a.verdict->>'accept')::boolean) as passed,
        avg(69 - ascii(a.verdict->>'score')) as score, max(a.updated_at) as changed_at
      from team_assignments a
      where a.dataset_uid = any(${datasets}::uuid[]) and a.task_uid = any(${tasks}::uuid[])
      group by 1, 2, 3, 4) i
    group by 1, 2, 3`);
}

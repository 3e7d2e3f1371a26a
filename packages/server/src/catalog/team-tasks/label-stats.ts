import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import type { TeamTask } from './model.ts';

/** A label in the answers of a task: how often, and on how many items. */
export interface AnsweredLabel {
  label: string;
  count: number;
  items: number;
}

export function labelStats(db: Queryable, task: TeamTask): Promise<AnsweredLabel[]> {
  return db.rows<AnsweredLabel>(sql`
    select l.one->>'label' as label, count(*) as count, count(distinct a.item_uid) as items
    from team_assignments a cross join lateral jsonb_array_elements(a.answer) l (one)
    where a.dataset_uid = ${task.dataset_uid} and a.task_uid = ${task.uid} and a.answer is not null
    group by 1 order by 1`);
}

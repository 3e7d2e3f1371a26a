import sql from 'sql-template-tag';
import type { Queryable } from '../../../db/database.ts';
import type { TeamTask } from '../model.ts';

/** Counts of answers: an item that several workers label counts once for each. */
export interface CheckStats {
  /** All of the task. */
  total: number;
  /** Those from which was drawn: they have an opinion, were drawn, or wait. */
  waiting: number;
  drawn: number;
  accepted: number;
  rejected: number;
  /** Of the scores, 4 (A) to 1 (D), and how many there are. */
  points: number;
  scored: number;
}

/** Of the acceptance under way, and of all opinions that answers have now. */
export async function checkStats(
  db: Queryable,
  task: TeamTask,
): Promise<{ checking: CheckStats; total: CheckStats }> {
  const counts = (drawn: ReturnType<typeof sql>) => sql`
    jsonb_build_object(
      'total', count(*),
      'waiting', count(*) filter (where state = 'unchecked' or ${drawn}),
      'drawn', count(*) filter (where ${drawn}),
      'accepted', count(*) filter (where ${drawn} and (verdict->>'accept')::boolean),
      'rejected', count(*) filter (where ${drawn} and not (verdict->>'accept')::boolean),
      'points', coalesce(sum(69 - ascii(verdict->>'score')) filter (where ${drawn}), 0),
      'scored', count(verdict->>'score') filter (where ${drawn}))`;
  const row = await db.row<{ checking: CheckStats; total: CheckStats }>(sql`
    select ${counts(sql`(sampled and state = 'unchecked')`)} as checking,
      ${counts(sql`(sampled or verdict is not null)`)} as total
    from team_assignments where dataset_uid = ${task.dataset_uid} and task_uid = ${task.uid}`);
  const none = { total: 0, waiting: 0, drawn: 0, accepted: 0, rejected: 0, points: 0, scored: 0 };
  return row ?? { checking: none, total: none };
}

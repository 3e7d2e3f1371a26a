import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import type { Worker } from '../teams/model.ts';
import type { TeamTaskStatus } from './model.ts';

/** A worker as JSON has it. */
export type ShownWorker = Omit<Worker, 'joined_at' | 'created_at' | 'updated_at'> & {
  joined_at: string | null;
  created_at: string;
  updated_at: string;
};

/** How many team tasks a dataset has, and the newest of them that has not been passed, else the newest. */
export interface TeamWork {
  dataset_uid: string;
  task_count: number;
  uid: string;
  name: string;
  status: TeamTaskStatus;
  repetition: number;
  sync_data: boolean;
  sync_proposed: boolean;
  /** Items that were sent back. */
  rejected: number;
  workers: ShownWorker[];
}

/** Of those datasets that have any: one statement, whatever their number. */
export async function teamWorkOf(ctx: Context, uids: string[]): Promise<TeamWork[]> {
  if (uids.length === 0) return [];
  return ctx.db.prepared<TeamWork>(sql`
    select t.*,
      (select count(distinct a.item_uid) from team_assignments a where a.dataset_uid = t.dataset_uid
        and a.task_uid = t.uid and a.state = 'rejected') as rejected,
      (select coalesce(jsonb_agg(to_jsonb(w) || jsonb_build_object('team_name', g.name) order by w.uid), '[]')
        from team_members m join workers w on w.uid = m.worker_uid join teams g on g.uid = w.team_uid
        where m.dataset_uid = t.dataset_uid and m.task_uid = t.uid) as workers
    from (
      select distinct on (dataset_uid) dataset_uid, uid, name, status, repetition, sync_data, sync_proposed,
        count(*) over (partition by dataset_uid) as task_count
      from team_tasks where dataset_uid = any(${uids}::uuid[])
      order by dataset_uid, status = 'passed', uid desc) t`);
}

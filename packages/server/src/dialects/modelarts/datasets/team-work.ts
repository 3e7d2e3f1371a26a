import type { DatasetAndFilePreview, WorkforceDescriptor } from '@sheaf/contract/modelarts';
import type { ShownWorker, TeamWork } from '../../../catalog/team-tasks/of-datasets.ts';
import { longId, shortId } from '../ids.ts';

type Shown = Pick<
  DatasetAndFilePreview,
  'exist_workforce_task' | 'workforce_task_count' | 'workforce_descriptor'
>;

/** How many team tasks a dataset has, and the one that is not finished; there is no descriptor without one. */
export function toTeamWork(work: TeamWork | undefined): Shown {
  const count = work?.task_count ?? 0;
  return {
    exist_workforce_task: count > 0,
    workforce_task_count: count,
    ...(work && work.status !== 'passed' && { workforce_descriptor: toDescriptor(work) }),
  };
}

function toDescriptor(work: TeamWork): WorkforceDescriptor {
  const [first] = work.workers;
  return {
    current_task_id: shortId(work.uid),
    current_task_name: work.name,
    reject_num: work.rejected,
    repetition: work.repetition,
    is_synchronize_auto_labeling_data: work.sync_proposed,
    is_synchronize_data: work.sync_data,
    workers: work.workers.map(toWorker),
    ...(first && { workforce_id: shortId(first.team_uid), workforce_name: first.team_name }),
  };
}

/** Sheaf sends no mail, so a worker has either used their tasks or not been invited. */
const [NOT_INVITED, LOGGED_IN] = [0, 2] as const;

const toWorker = (worker: ShownWorker) => ({
  create_time: Date.parse(worker.created_at),
  description: worker.description,
  email: worker.email,
  role: worker.role as 0 | 1 | 2 | 3,
  status: worker.joined_at === null ? NOT_INVITED : LOGGED_IN,
  update_time: Date.parse(worker.updated_at),
  worker_id: longId(worker.uid),
  workforce_id: shortId(worker.team_uid),
});

import type { Worker as WireWorker, Workforce } from '@sheaf/contract/modelarts';
import type { Team, Worker } from '../../../catalog/teams/model.ts';
import { longId, shortId } from '../ids.ts';

export const toWorkforce = (team: Team): Workforce => ({
  workforce_id: shortId(team.uid),
  workforce_name: team.name,
  description: team.description,
  worker_count: team.worker_count,
  workspace_id: team.workspace,
  create_time: team.created_at.getTime(),
  update_time: team.updated_at.getTime(),
});

/** Sheaf sends no mail, so a worker has either used their tasks or not been invited. */
const [NOT_INVITED, LOGGED_IN] = [0, 2] as const;

export const toWorker = (worker: Worker): WireWorker => ({
  email: worker.email,
  worker_id: longId(worker.uid),
  workforce_id: shortId(worker.team_uid),
  status: worker.joined_at ? LOGGED_IN : NOT_INVITED,
  role: worker.role as 0 | 1 | 2 | 3,
  description: worker.description,
  create_time: worker.created_at.getTime(),
  update_time: worker.updated_at.getTime(),
});

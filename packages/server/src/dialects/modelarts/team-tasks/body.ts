import type { NewTeamTask } from '../../../catalog/team-tasks/create.ts';
import type { MembersWanted } from '../../../catalog/team-tasks/members.ts';
import { TeamProblem } from '../../../catalog/teams/problem.ts';
import { parseUid } from '../../../catalog/uids.ts';
import { uidRange } from '../ids.ts';
import type { Input } from '../input.ts';
import { description, taskName } from '../teams/rules.ts';

/** More workers on one sample are a mistake. */
const MAX_REPETITION = 100;

/**
 * A task as `workforce-tasks` takes it, and `workforce_information` of a new dataset. `data_sync_type` says the same as
 * `synchronize_data` in other words (1 and 3: data), which counts when both are there.
 */
export function readTeamTask(body: Input): NewTeamTask {
  const syncType = body.whole('data_sync_type', 0, 3);
  const conditions = body.text('sample_conditions');
  if (conditions !== undefined && !/^\s*(\[\s*\]|\{\s*\})?\s*$/.test(conditions)) {
    throw body.bad('sample_conditions', 'is not supported: all unlabeled samples are assigned');
  }
  if (body.text('version_id')) throw body.bad('version_id', 'is not supported');
  return {
    name: body.required('task_name', body.text('task_name', taskName)),
    description: body.text('description', description) ?? '',
    repetition: body.whole('repetition', 1, MAX_REPETITION) ?? 1,
    syncData: body.flag('synchronize_data') ?? (syncType === 1 || syncType === 3),
    syncProposed: body.flag('synchronize_auto_labeling_data') ?? false,
    syncResults: body.flag('auto_sync_dataset') ?? true,
    options: {
      ...(syncType !== undefined && { data_sync_type: syncType }),
      ...agencyOf(body),
    },
    members: readMembers(body),
  };
}

/** The manager who is to start the task; it waits until then. */
function agencyOf(body: Input): { agency?: string } {
  const agency = body.object('workforces_config')?.text('agency');
  return agency ? { agency } : {};
}

/** Undefined when no team is named. Throws 4601 for what is no team's id. */
export function readMembers(body: Input): MembersWanted[] | undefined {
  const teams = body.object('workforces_config')?.objects('workforces');
  if (!teams?.length) return undefined;
  return teams.map((team) => {
    const range = uidRange(team.required('workforce_id', team.text('workforce_id')));
    if (!range) throw new TeamProblem('team_missing');
    return { team: range, workers: readWorkers(team) };
  });
}

/** Each by its id, else by its address; no list means all of the team, and so does an empty one. */
function readWorkers(team: Input): MembersWanted['workers'] {
  const workers = team.objects('workers');
  if (!workers?.length) return undefined;
  return workers.map((worker) => {
    const [id, email] = [worker.text('worker_id'), worker.text('email')];
    if (id === undefined && email === undefined) throw worker.bad('worker_id', 'is required');
    const uid = id === undefined ? undefined : parseUid(id);
    if (id !== undefined && uid === undefined) throw new TeamProblem('worker_missing', id);
    return { uid, email };
  });
}

import { RuleError, type CatalogErrorCode } from '../errors.ts';

/** What only teams and their tasks can answer; a dialect may have a code for each. */
const problems = {
  team_missing: ['not_found', 'The team does not exist.'],
  team_exists: ['conflict', 'A team with this name already exists.'],
  team_busy: ['conflict', 'A team that has unfinished tasks cannot be deleted.'],
  worker_missing: ['not_found', 'The worker does not exist.'],
  worker_exists: ['conflict', 'The team already has a worker with this address.'],
  worker_busy: ['conflict', 'A worker who has unfinished tasks cannot be deleted.'],
  manager_exists: ['conflict', 'A team has one manager.'],
  task_missing: ['not_found', 'The team task does not exist.'],
  task_exists: ['conflict', 'The dataset already has a team task with this name.'],
  not_startable: ['conflict', 'The team task cannot be started.'],
  accepting: ['conflict', 'An acceptance of the team task is under way.'],
  not_accepting: ['conflict', 'No acceptance of the team task is under way.'],
  check_missing: ['not_found', 'The team task has no such acceptance.'],
  nothing_to_accept: ['conflict', 'There are no samples to be accepted.'],
} as const satisfies Record<string, [CatalogErrorCode, string]>;

export type TeamProblemReason = keyof typeof problems;

export class TeamProblem extends RuleError {
  /** `detail`: a sentence on what is in the way. */
  constructor(reason: TeamProblemReason, detail?: string) {
    const [code, message] = problems[reason];
    super(code, reason, detail === undefined ? message : `${message} ${detail}`);
  }
}

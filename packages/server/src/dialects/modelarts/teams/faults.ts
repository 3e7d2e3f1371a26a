import type { FastifyInstance } from 'fastify';
import { TeamProblem, type TeamProblemReason } from '../../../catalog/teams/problem.ts';
import { Fault, renderError } from '../errors.ts';

/** As the error list of the service has them. */
const codes: Record<TeamProblemReason, [code: number, message: string]> = {
  team_missing: [4601, 'The workforce does not exist'],
  team_exists: [4602, 'The workforce already exists'],
  team_busy: [4603, 'Update workforce state failed'],
  worker_missing: [4604, 'The worker does not exist'],
  worker_exists: [4605, 'The worker already exists'],
  manager_exists: [4617, 'The number of manager should be one'],
  worker_busy: [4628, 'Can not delete worker who has task'],
  task_missing: [4619, 'Workforce task does not exist'],
  task_exists: [4620, 'The workforce task already exists'],
  not_startable: [4621, 'Failed to start the team labeling task'],
  accepting: [4623, 'Workforce task is checking'],
  not_accepting: [4624, 'The member task is not checked'],
  check_missing: [4612, 'Task not found'],
  nothing_to_accept: [4625, 'There are no unchecked samples'],
};

export function teamFault({ reason, detail }: TeamProblem): Fault {
  const [code, message] = codes[reason];
  return new Fault(
    400,
    `ModelArts.${code}`,
    detail === undefined ? message : `${message}: ${detail}`,
  );
}

/** Errors of teams in the service's words, and all others as everywhere. */
export function answerTeamFaults(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) =>
    renderError(error instanceof TeamProblem ? teamFault(error) : error, request, reply),
  );
}

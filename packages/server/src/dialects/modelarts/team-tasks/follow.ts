import { createTeamTask } from '../../../catalog/team-tasks/create.ts';
import type { FollowUp } from '../datasets/follow-ups.ts';
import { Input } from '../input.ts';
import { contextOf } from '../request.ts';
import { readTeamTask } from './body.ts';

/** The team task that a new dataset was asked for; it starts at once when it names teams. */
export const followWithTeamTask: FollowUp = async (dialect, request, { project, uid, body }) => {
  const { workforce_information: asked } = body;
  if (asked === undefined) return {};
  const task = readTeamTask(new Input(asked, 'workforce_information.'));
  await createTeamTask(contextOf(dialect, request), { uid, owner_uid: project }, task);
  return {};
};

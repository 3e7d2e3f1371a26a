import type { AssignmentFilters } from '../../../catalog/team-tasks/items.ts';
import type { Input } from '../input.ts';

/** What the values of `sample_state` that speak of team labelling mean. */
export const teamStates: Readonly<Record<string, AssignmentFilters>> = {
  __UNREVIEWED__: { states: ['unreviewed'] },
  __REVIEWED__: { states: ['unchecked', 'accepted'] },
  __UNCHECK__: { states: ['unchecked'] },
  __ACCEPTED__: { states: ['accepted'] },
  __REJECTED__: { states: ['rejected'] },
  __WORKFORCE_SAMPLED__: { sampled: true },
  __WORKFORCE_SAMPLED_UNCHECK__: { sampled: true, accepted: null },
  __WORKFORCE_SAMPLED_CHECKED__: { sampled: true, checked: true },
  __WORKFORCE_SAMPLED_ACCEPTED__: { sampled: true, accepted: true },
  __WORKFORCE_SAMPLED_REJECTED__: { sampled: true, accepted: false },
};

/** The others mean here what has been answered, or has not. */
const states: Readonly<Record<string, AssignmentFilters>> = {
  __ALL__: { states: ['unreviewed', 'unchecked', 'accepted'] },
  __NONE__: { states: ['unannotated'] },
  ...teamStates,
};

export const teamStateNames: readonly string[] = Object.keys(states);

export function stateFilters(query: Input): AssignmentFilters {
  const state = query.text('sample_state');
  if (state === undefined) return {};
  const found = states[state];
  if (found) return found;
  throw query.bad('sample_state', `must be one of ${teamStateNames.join(', ')}`);
}

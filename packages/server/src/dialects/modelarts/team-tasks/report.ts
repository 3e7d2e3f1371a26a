import type { CheckTaskStats } from '@sheaf/contract/modelarts';
import type { Context } from '../../../catalog/context.ts';
import type { TeamTask } from '../../../catalog/team-tasks/model.ts';
import { checkStats, type CheckStats } from '../../../catalog/team-tasks/acceptance/stats.ts';
import { TeamProblem } from '../../../catalog/teams/problem.ts';
import { shortId, uidRange } from '../ids.ts';
import type { Input } from '../input.ts';

export interface AcceptanceReport {
  checking_stats?: CheckTaskStats;
  total_stats: CheckTaskStats;
}

/**
 * The acceptance under way, if there is one, and all opinions that answers have. `checking_task_id` may be left out, as
 * in the documents' own example; that of another acceptance is 4612.
 */
export async function report(
  ctx: Context,
  task: TeamTask,
  query: Input,
): Promise<AcceptanceReport> {
  const id = query.text('checking_task_id');
  const range = id === undefined ? undefined : uidRange(id);
  const { check_uid: current } = task;
  const known =
    id === undefined ||
    (current !== null && range && range.first <= current && current <= range.last);
  if (!known) throw new TeamProblem('check_missing');
  const { checking, total } = await checkStats(ctx.db, task);
  const named = current === null ? {} : { task_id: shortId(current) };
  return {
    ...(task.status === 'accepting' && { checking_stats: { ...named, ...toStats(checking) } }),
    total_stats: toStats(total),
  };
}

/** The mean of the scores, 4 to 1, as a letter; E when nothing has one. */
const letters = ['E', 'D', 'C', 'B', 'A'] as const;

function toStats({
  total,
  waiting,
  drawn,
  accepted,
  rejected,
  points,
  scored,
}: CheckStats): CheckTaskStats {
  const checked = accepted + rejected;
  return {
    sampling_rate: waiting === 0 ? 0 : drawn / waiting,
    sampling_num: drawn,
    pass_rate: checked === 0 ? 0 : accepted / checked,
    score: letters[scored === 0 ? 0 : Math.round(points / scored)] ?? 'E',
    total_score: points,
    total_sample_count: total,
    sampled_sample_count: drawn,
    unchecked_sample_count: drawn - checked,
    checked_sample_count: checked,
    accepted_sample_count: accepted,
    rejected_sample_count: rejected,
  };
}

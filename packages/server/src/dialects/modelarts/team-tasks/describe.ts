import type { LabelType, WorkforceTask } from '@sheaf/contract/modelarts';
import type { Context } from '../../../catalog/context.ts';
import { labelStats } from '../../../catalog/team-tasks/label-stats.ts';
import { membersOf } from '../../../catalog/team-tasks/members.ts';
import type { TeamTask } from '../../../catalog/team-tasks/model.ts';
import { taskStats, workerStats } from '../../../catalog/team-tasks/stats.ts';
import { toTask } from './convert.ts';

/** Tasks of one dataset with their counters, in three statements, whatever their number. */
export async function describeTasks(ctx: Context, tasks: TeamTask[]): Promise<WorkforceTask[]> {
  const uids = tasks.map(({ uid }) => uid);
  const datasets = [...new Set(tasks.map((task) => task.dataset_uid))];
  const [members, stats, byWorker] = await Promise.all([
    membersOf(ctx.db, datasets, uids),
    taskStats(ctx.db, datasets, uids),
    workerStats(ctx.db, datasets, uids),
  ]);
  return tasks.map((task) =>
    toTask(task, {
      members: members.filter((member) => member.task_uid === task.uid),
      stats: stats.find((one) => one.task_uid === task.uid),
      byWorker,
    }),
  );
}

/** How often each label was given by workers. */
export async function toLabelStats(ctx: Context, task: TeamTask, type: LabelType | undefined) {
  const rows = await labelStats(ctx.db, task);
  return rows.map(({ label, count, items }) => ({
    name: label,
    ...(type !== undefined && { type }),
    count,
    sample_count: items,
  }));
}

import type {
  LabelStats,
  TeamSampleStats,
  WorkerTask,
  WorkforcesConfig,
  WorkforceTask,
} from '@sheaf/contract/modelarts';
import type { Static } from 'typebox';
import type { Member, TeamTask } from '../../../catalog/team-tasks/model.ts';
import type { SampleStats } from '../../../catalog/team-tasks/stats.ts';
import { LABELS, REVIEWS, type Worker } from '../../../catalog/teams/model.ts';
import { longId, shortId } from '../ids.ts';

/** What is shown beside a task. */
export interface Beside {
  members: Member[];
  /** Absent where there is no item. */
  stats: SampleStats | undefined;
  byWorker: SampleStats[];
  labels?: Static<typeof LabelStats>[] | undefined;
}

/** 0, 5 and 7 are never seen: assigning, writing results and drawing are over when their call answers. */
export const statusOf = { created: 6, running: 1, accepting: 2, passed: 3, rejected: 4 } as const;

export function toTask(
  task: TeamTask,
  { members, stats, byWorker, labels }: Beside,
): WorkforceTask {
  const { data_sync_type: syncType } = task.options as { data_sync_type?: 0 | 1 | 2 | 3 };
  return {
    dataset_id: shortId(task.dataset_uid),
    task_id: shortId(task.uid),
    task_name: task.name,
    description: task.description,
    status: statusOf[task.status],
    create_time: task.created_at.getTime(),
    update_time: task.updated_at.getTime(),
    repetition: task.repetition,
    workforces_config: toConfig(task, members),
    synchronize_data: task.sync_data,
    synchronize_auto_labeling_data: task.sync_proposed,
    auto_sync_dataset: task.sync_results,
    ...(syncType !== undefined && { data_sync_type: syncType }),
    ...(stats && ratesOf(stats)),
    ...(task.check_uid !== null && {
      checking_task_desc: {
        checking_task_id: shortId(task.check_uid),
        ...(task.check_action !== null && { action: task.check_action as 0 | 1 | 2 | 3 | 4 | 5 }),
        overwrite_last_result: task.check_overwrite ?? false,
      },
    }),
    workforce_stats: {
      workforce_count: new Set(members.map((member) => member.team_uid)).size,
      labeler_count: members.filter(({ role }) => role === LABELS).length,
      reviewer_count: members.filter(({ role }) => role === REVIEWS).length,
    },
    sample_stats: toSampleStats(task, stats),
    ...(labels && { label_stats: labels }),
    worker_stats: members.map((member) => toWorkerTask(task, member, byWorker)),
  };
}

type Rates = Pick<WorkforceTask, 'check_rate' | 'pass_rate' | 'score'>;

/** How much of what was answered has an opinion, and how much of that passed. */
function ratesOf({ total, checked, passed, score }: SampleStats): Rates {
  if (checked === 0) return {};
  return {
    check_rate: total === 0 ? 0 : checked / total,
    pass_rate: passed / checked,
    ...(score !== null && { score }),
  };
}

function toConfig(task: TeamTask, members: Member[]): WorkforcesConfig {
  const { agency } = task.options as { agency?: string };
  const teams = new Map<string, Member[]>();
  for (const member of members) {
    teams.set(member.team_uid, [...(teams.get(member.team_uid) ?? []), member]);
  }
  return {
    ...(agency !== undefined && { agency }),
    workforces: [...teams.values()].map((all) => ({
      workforce_id: shortId(all[0]?.team_uid ?? ''),
      workforce_name: all[0]?.team_name ?? '',
      workers: all.map(({ uid, email, role }) => ({
        email,
        worker_id: longId(uid),
        role: role as 0 | 1 | 2 | 3,
      })),
    })),
  };
}

export function toSampleStats(task: TeamTask, stats: SampleStats | undefined): TeamSampleStats {
  return {
    total_sample_count: stats?.total ?? 0,
    unannotated_sample_count: stats?.unannotated ?? 0,
    unreviewed_sample_count: stats?.unreviewed ?? 0,
    uncheck_sample_count: stats?.unchecked ?? 0,
    sampled_sample_count: stats?.sampled ?? 0,
    rejected_sample_count: stats?.rejected ?? 0,
    accepted_sample_count: stats?.accepted ?? 0,
    auto_annotation_sample_count: task.sync_proposed ? (stats?.proposed ?? 0) : 0,
  };
}

/** Sheaf sends no mail. */
const NOT_SENT = 0;

export function toWorkerTask(task: TeamTask, worker: Worker, byWorker: SampleStats[]): WorkerTask {
  const stats = byWorker.find((one) => one.task_uid === task.uid && one.worker_uid === worker.uid);
  const { pass_rate: passRate, score } = stats ? ratesOf(stats) : {};
  return {
    email: worker.email,
    worker_id: longId(worker.uid),
    role: worker.role as 0 | 1 | 2 | 3,
    task_id: shortId(task.uid),
    workforce_task_name: task.name,
    dataset_id: shortId(task.dataset_uid),
    sample_stats: toSampleStats(task, stats),
    ...(passRate !== undefined && { pass_rate: passRate }),
    ...(score !== undefined && { score }),
    create_time: task.created_at.getTime(),
    update_time: (stats?.changed_at ?? task.updated_at).getTime(),
    email_status: NOT_SENT,
    last_notify_time: 0,
  };
}

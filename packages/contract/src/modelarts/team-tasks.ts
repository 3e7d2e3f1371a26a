import { Type, type Static } from '../schema.ts';
import { Count, Flag, Long, OneOf, optional, Text } from './common.ts';
import { LabelStats } from './labels.ts';
import { Worker } from './teams.ts';

/** 6 created, 0 starting, 1 running, 2 accepting, 3 passed, 4 rejected, 5 syncing results, 7 sampling. */
export const teamTaskStatuses = [0, 1, 2, 3, 4, 5, 6, 7] as const;

export const TeamSampleStats = optional({
  accepted_sample_count: Count,
  auto_annotation_sample_count: Count,
  deleted_sample_count: Count,
  rejected_sample_count: Count,
  sampled_sample_count: Count,
  total_sample_count: Count,
  unannotated_sample_count: Count,
  uncheck_sample_count: Count,
  unreviewed_sample_count: Count,
});
export type TeamSampleStats = Static<typeof TeamSampleStats>;

/** A member's part in a task. `pass_rate` and `score` are absent before the first acceptance. */
export const WorkerTask = optional({
  create_time: Long,
  dataset_id: Text,
  dataset_type: Type.Integer(),
  email: Text,
  email_status: OneOf([0, 1, 2, 3]),
  last_notify_time: Long,
  pass_rate: Type.Number(),
  role: OneOf([0, 1, 2, 3]),
  sample_stats: TeamSampleStats,
  score: Type.Number(),
  task_id: Text,
  task_status: OneOf(teamTaskStatuses),
  update_time: Long,
  worker_id: Text,
  workforce_task_name: Text,
});
export type WorkerTask = Static<typeof WorkerTask>;

export const WorkforcesConfig = optional({
  agency: Text,
  workforces: Type.Array(
    optional({ workforce_id: Text, workforce_name: Text, workers: Type.Array(Worker) }),
  ),
});
export type WorkforcesConfig = Static<typeof WorkforcesConfig>;

export const WorkforceTask = optional({
  auto_check_samples: Flag,
  auto_sync_dataset: Flag,
  check_rate: Type.Number(),
  checking_task_desc: optional({
    action: OneOf([0, 1, 2, 3, 4, 5]),
    checking_task_id: Text,
    overwrite_last_result: Flag,
  }),
  create_time: Long,
  data_sync_type: OneOf([0, 1, 2, 3]),
  dataset_id: Text,
  description: Text,
  label_stats: Type.Array(LabelStats),
  pass_rate: Type.Number(),
  repetition: Type.Integer({ minimum: 1 }),
  sample_stats: TeamSampleStats,
  score: Type.Number(),
  status: OneOf(teamTaskStatuses),
  synchronize_auto_labeling_data: Flag,
  synchronize_data: Flag,
  task_id: Text,
  task_name: Text,
  update_time: Long,
  version_id: Text,
  worker_stats: Type.Array(WorkerTask),
  workforce_stats: optional({
    labeler_count: Count,
    reviewer_count: Count,
    workforce_count: Count,
  }),
  workforces_config: WorkforcesConfig,
});
export type WorkforceTask = Static<typeof WorkforceTask>;

export const ListWorkforceTasks = Type.Object({ count: Count, tasks: Type.Array(WorkforceTask) });
export type ListWorkforceTasks = Static<typeof ListWorkforceTasks>;

export const ListWorkerTasks = Type.Object({
  count: Count,
  worker_tasks: Type.Array(WorkerTask),
});
export type ListWorkerTasks = Static<typeof ListWorkerTasks>;

/** Opinions of reviewers or of the owner on samples. */
export const SampleComments = Type.Object({
  comments: Type.Array(
    Type.Object({
      sample_id: Text,
      accept: Flag,
      worker_id: Type.Optional(Text),
      comment: Type.Optional(Type.String({ maxLength: 256 })),
      score: Type.Optional(OneOf(['A', 'B', 'C', 'D', ''])),
    }),
  ),
});

export const CheckTaskStats = optional({
  accepted_sample_count: Count,
  checked_sample_count: Count,
  pass_rate: Type.Number(),
  rejected_sample_count: Count,
  sampled_sample_count: Count,
  sampling_num: Count,
  sampling_rate: Type.Number(),
  score: Text,
  task_id: Text,
  total_sample_count: Count,
  total_score: Long,
  unchecked_sample_count: Count,
});
export type CheckTaskStats = Static<typeof CheckTaskStats>;

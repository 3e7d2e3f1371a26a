import { Type, type Static } from '../schema.ts';
import { Count, Flag, Long, OneOf, optional, Text, versionFormats } from './common.ts';

export const importStatuses = [
  'QUEUING',
  'STARTING',
  'RUNNING',
  'COMPLETED',
  'FAILED',
  'NOT_EXIST',
] as const;

export const TaskCreated = Type.Object({ task_id: Text });
export type TaskCreated = Static<typeof TaskCreated>;

export const ImportTask = optional({
  annotated_sample_count: Count,
  annotation_format: Text,
  create_time: Long,
  dataset_id: Text,
  elapsed_time: Long,
  error_code: Text,
  error_msg: Text,
  finished_file_count: Count,
  finished_file_size: Count,
  import_path: Text,
  import_type: OneOf([0, 1]),
  imported_sample_count: Count,
  imported_sub_sample_count: Count,
  status: OneOf(importStatuses),
  task_id: Text,
  total_file_count: Count,
  total_file_size: Count,
  total_sample_count: Count,
  total_sub_sample_count: Count,
  unconfirmed_sample_count: Count,
  update_ms: Long,
});
export type ImportTask = Static<typeof ImportTask>;

export const ListImportTasks = Type.Object({
  total_count: Count,
  import_tasks: Type.Array(ImportTask),
});
export type ListImportTasks = Static<typeof ListImportTasks>;

export const SyncStatus = optional({
  add_sample_count: Count,
  dataset_id: Text,
  deleted_sample_count: Count,
  duration_time: Long,
  error_code: Text,
  error_msg: Text,
  status: OneOf(importStatuses),
  task_id: Text,
  total_sample_count: Count,
});
export type SyncStatus = Static<typeof SyncStatus>;

export const ExportTask = optional({
  annotation_format: Text,
  create_time: Long,
  dataset_id: Text,
  download_url: Text,
  error_code: Text,
  error_msg: Text,
  export_format: OneOf([1, 2]),
  export_params: Type.Record(Type.String(), Type.Unknown()),
  export_type: OneOf([0, 1, 2, 3]),
  finished_sample_count: Count,
  path: Text,
  progress: Type.Number(),
  status: Text,
  task_id: Text,
  total_sample_count: Count,
  update_time: Long,
  version_format: OneOf(versionFormats),
  version_id: Text,
});
export type ExportTask = Static<typeof ExportTask>;

export const ListExportTasks = Type.Object({
  total_count: Count,
  export_tasks: Type.Array(ExportTask),
});
export type ListExportTasks = Static<typeof ListExportTasks>;

/** -1 queued, 0 initialised, 1 running, 2 failed, 3 done, 4 stopping, 5 stopped. */
export const smartTaskStatuses = [-1, 0, 1, 2, 3, 4, 5] as const;

/** The time is a text in the documents. */
export const SmartTask = optional({
  annotated_sample_count: Count,
  code: Text,
  config: Type.Record(Type.String(), Type.Unknown()),
  create_time: Text,
  dataset_id: Text,
  elapsed_time: Long,
  message: Text,
  model_id: Text,
  model_name: Text,
  model_version: Text,
  progress: Type.Number(),
  status: OneOf(smartTaskStatuses),
  task_id: Text,
  task_name: Text,
  total_sample_count: Count,
  type: OneOf([0, 1, 7]),
  unconfirmed_sample_count: Count,
});
export type SmartTask = Static<typeof SmartTask>;

export const ListSmartTasks = Type.Object({
  exist_running_deploy_task: Flag,
  tasks: Type.Array(SmartTask),
  total_count: Count,
});
export type ListSmartTasks = Static<typeof ListSmartTasks>;

import { Type, type Static } from '../schema.ts';
import { Count, datasetTypes, Flag, Long, OneOf, optional, Text } from './common.ts';
import { Label } from './labels.ts';
import { AnnotationFile } from './samples.ts';
import { DataSource, Field } from './sources.ts';
import { WorkforceDescriptor } from './teams.ts';
import { DatasetVersion } from './versions.ts';

/** Table 1. */
export const ProjectPath = Type.Object({
  project_id: Type.String({ description: "An owner's uid without hyphens." }),
});

/** Table 2, as the values are read; on the wire everything is text. */
export const ListDatasetsQuery = optional({
  check_running_task: Type.Boolean({ default: false }),
  contain_versions: Flag,
  dataset_type: OneOf(datasetTypes),
  file_preview: Type.Boolean({ default: false }),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 10 }),
  offset: Type.Integer({ minimum: 0, default: 0, description: 'Index of the page.' }),
  order: Type.Unsafe<'asc' | 'desc'>({ enum: ['asc', 'desc'], default: 'desc' }),
  running_task_type: OneOf([0, 1, 2, 3, 4, 5, 6, 7]),
  search_content: Text,
  sort_by: Type.Unsafe<'create_time' | 'dataset_name'>({
    enum: ['create_time', 'dataset_name'],
    default: 'create_time',
  }),
  support_export: Type.Boolean({ default: false }),
  train_evaluate_ratio: Type.String({ description: 'Lowest and highest ratio: `0.0,1.0`.' }),
  version_format: OneOf([0, 1, 2]),
  with_labels: Type.Boolean({ default: false }),
  workspace_id: Text,
  dataset_version: Type.Unsafe<'v1' | 'v2' | 'all'>({ enum: ['v1', 'v2', 'all'], default: 'v1' }),
});
export type ListDatasetsQuery = Static<typeof ListDatasetsQuery>;

/** Table 4. */
export const DatasetAndFilePreview = optional({
  annotated_sample_count: Count,
  annotated_sub_sample_count: Count,
  content_labeling: Flag,
  create_time: Long,
  current_version_id: Text,
  current_version_name: Type.String({ pattern: '^[A-Za-z0-9_-]{1,32}$' }),
  data_format: Text,
  data_sources: Type.Array(DataSource),
  data_statistics: Type.Record(Type.String(), Type.Unknown()),
  data_update_time: Long,
  data_url: Text,
  dataset_format: OneOf([0, 1]),
  dataset_id: Text,
  dataset_name: Text,
  dataset_tags: Type.Array(Text),
  dataset_type: OneOf(datasetTypes),
  dataset_version_count: Count,
  deleted_sample_count: Count,
  deletion_stats: Type.Record(Type.String(), Count),
  description: Text,
  enterprise_project_id: Text,
  exist_running_task: Flag,
  exist_workforce_task: Flag,
  feature_supports: Type.Array(Text),
  import_data: Flag,
  import_task_id: Text,
  inner_annotation_path: Text,
  inner_data_path: Text,
  inner_log_path: Text,
  inner_task_path: Text,
  inner_temp_path: Text,
  inner_work_path: Text,
  label_task_count: Count,
  labels: Type.Array(Label),
  loading_sample_count: Count,
  managed: Flag,
  next_version_num: Count,
  running_tasks_id: Type.Array(Text),
  samples: Type.Array(AnnotationFile),
  schema: Type.Array(Field),
  status: OneOf([0, 1, 2, 3, 4, 5, 6, 7, 8]),
  third_path: Text,
  total_sample_count: Count,
  total_sub_sample_count: Count,
  unconfirmed_sample_count: Count,
  update_time: Long,
  versions: Type.Array(DatasetVersion),
  work_path: Text,
  work_path_type: Type.Integer(),
  workforce_descriptor: WorkforceDescriptor,
  workforce_task_count: Count,
  workspace_id: Text,
});
export type DatasetAndFilePreview = Static<typeof DatasetAndFilePreview>;

/** Table 3. */
export const ListDatasets = Type.Object({
  datasets: Type.Array(DatasetAndFilePreview),
  total_number: Count,
});
export type ListDatasets = Static<typeof ListDatasets>;

import type { DatasetAndFilePreview, DatasetType } from '@sheaf/contract/modelarts';
import type { LabelOf, PreviewItem, RunningTask } from '../../../catalog/profiles/beside.ts';
import type { ProfileList } from '../../../catalog/profiles/list.ts';
import type { TeamWork } from '../../../catalog/team-tasks/of-datasets.ts';
import { shortId, longId } from '../ids.ts';
import { toLabels } from '../labels/convert.ts';
import { TABLE, tagsOf } from './kinds.ts';
import { innerPaths, versionPaths } from './paths.ts';
import { toTeamWork } from './team-work.ts';
import type { ListQuery } from './query.ts';
import { toVersion } from './version.ts';

/** What a page shows beside its rows, of one dataset. */
export interface Beside {
  labels: LabelOf[];
  previews: PreviewItem[];
  running: RunningTask[];
  /** Absent when it has no team task. */
  team: TeamWork | undefined;
  /** Prefix of the links to the dataset's media. */
  media: string;
}

type Row = ProfileList['rows'][number];
type Asked = Pick<
  ListQuery,
  'with_labels' | 'file_preview' | 'contain_versions' | 'check_running_task' | 'running_task_type'
>;

/** One dataset of the list; what it has not is left out. */
export function toDataset(row: Row, beside: Beside, asked: Asked): DatasetAndFilePreview {
  const type = row.kind as DatasetType;
  const { current_version: version, folder } = row;
  const running = shownTasks(beside.running, asked);
  return {
    dataset_id: shortId(row.uid),
    dataset_name: row.name,
    dataset_type: type,
    dataset_format: type === TABLE ? 1 : 0,
    dataset_tags: tagsOf[type],
    data_format: row.data_format,
    status: statusOf(row, beside.running),
    description: row.description,
    create_time: row.created_at.getTime(),
    update_time: row.updated_at.getTime(),
    ...(row.changed_at && { data_update_time: row.changed_at.getTime() }),
    next_version_num: row.next_version,
    dataset_version_count: row.version_count,
    ...(version && {
      current_version_id: shortId(version.uid),
      current_version_name: version.name,
      ...(folder !== null && { data_url: versionPaths(folder, version.name).manifest_path }),
    }),
    ...(asked.contain_versions && { versions: version ? [toVersion(version, row)] : [] }),
    total_sample_count: row.item_count,
    annotated_sample_count: row.annotated,
    unconfirmed_sample_count: row.unconfirmed,
    deleted_sample_count: row.deleted,
    deletion_stats: row.deletion_reasons,
    loading_sample_count: beside.running.reduce((sum, task) => sum + task.loading, 0),
    total_sub_sample_count: row.sub_items,
    annotated_sub_sample_count: row.sub_annotated,
    ...(row.work_path !== null && { work_path: row.work_path, work_path_type: 0 }),
    ...(folder !== null && innerPaths(folder)),
    ...(row.data_sources.length > 0 && { data_sources: row.data_sources }),
    ...(row.columns.length > 0 && {
      schema: row.columns.map((column, index) => ({ schema_id: index + 1, ...column })),
    }),
    workspace_id: row.workspace,
    enterprise_project_id: row.enterprise_project,
    managed: row.managed,
    import_data: row.import_data,
    ...(row.import_uid !== null && {
      import_task_id: `${shortId(row.uid)}_${shortId(row.import_uid)}`,
    }),
    content_labeling: row.content_labeling,
    // A dataset that is labelled without tasks counts as one.
    label_task_count: row.coupled ? 1 : 0,
    exist_running_task: running.length > 0,
    running_tasks_id: running.map((task) => taskId(row, task)),
    ...toTeamWork(beside.team),
    feature_supports: ['0'],
    ...(asked.with_labels && { labels: toLabels(beside.labels, type) }),
    ...(asked.file_preview && {
      samples: beside.previews.map((item) => toPreview(item, beside.media)),
    }),
  };
}

/** Numbers of `running_task_type`. */
const taskTypes: Record<RunningTask['kind'], number | undefined> = {
  ...{ auto_label: 0, pre_label: 1, export: 2, import: 5, publish: 6, auto_group: 7 },
  // It has no number: it is shown when no type is asked for.
  sync: undefined,
};

function shownTasks(running: RunningTask[], asked: Asked): RunningTask[] {
  if (!asked.check_running_task) return [];
  const { running_task_type: wanted } = asked;
  return running.filter((task) => wanted === undefined || taskTypes[task.kind] === wanted);
}

const taskId = (row: Row, task: RunningTask) =>
  task.kind === 'import' || task.kind === 'sync'
    ? `${shortId(row.uid)}_${shortId(task.uid)}`
    : shortId(task.uid);

const [CREATING, NORMAL, SYNCING, RELEASING, IMPORTING] = [0, 1, 5, 6, 8] as const;

function statusOf(row: Row, running: RunningTask[]): 0 | 1 | 5 | 6 | 8 {
  if (running.some((task) => task.kind === 'sync')) return SYNCING;
  if (running.some((task) => task.kind === 'import')) return IMPORTING;
  if (running.some((task) => task.kind === 'publish')) return RELEASING;
  return row.status === 'creating' ? CREATING : NORMAL;
}

const toPreview = (item: PreviewItem, media: string) => ({
  url: `${media}${item.uid}/original`,
  create_time: item.created_at.getTime(),
  dataset_id: shortId(item.dataset_uid),
  file_id: longId(item.uid),
  file_Name: item.key,
  ...(item.content_type !== null && { file_type: item.content_type }),
  ...(item.width !== null && { width: item.width }),
  ...(item.height !== null && { height: item.height }),
  size: item.size_bytes,
});

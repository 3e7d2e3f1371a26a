import type { ImportTask as WireTask, SyncStatus } from '@sheaf/contract/modelarts';
import type { ImportTask } from '../../../catalog/dataset-tasks/imports.ts';
import { parsePlace, placeUrl } from '../../../catalog/buckets/place.ts';
import { shortId } from '../ids.ts';

export const importTaskId = (datasetUid: string, uid: string) =>
  `${shortId(datasetUid)}_${shortId(uid)}`;

/** Success codes of the service; a failed task has the message of what went wrong. */
export const [SUBMITTED, EXECUTED, FAILED] = [
  'ModelArts.4918',
  'ModelArts.4920',
  'ModelArts.4340',
] as const;

function statusOf({ status, phase }: ImportTask) {
  switch (status) {
    case 'requested':
      return 'QUEUING';
    case 'running':
      return phase === 'staging' ? 'STARTING' : 'RUNNING';
    case 'completed':
      return 'COMPLETED';
    default:
      return 'FAILED';
  }
}

/** Whole seconds from its making to its end, or to now. */
function seconds({ status, created_at: start, updated_at: end }: ImportTask): number {
  const live = status === 'requested' || status === 'running';
  const until = live ? Date.now() : end.getTime();
  return Math.max(0, Math.round((until - start.getTime()) / 1000));
}

const codeOf = ({ status, error }: ImportTask) => {
  if (status === 'completed') return { error_code: EXECUTED };
  if (status === 'failed') return { error_code: FAILED, error_msg: error ?? 'The import failed' };
  if (status === 'canceled') return { error_code: FAILED, error_msg: 'The import was canceled' };
  return { error_code: SUBMITTED };
};

/** Files are counted as items: one that has none is read from the file of another. */
export function toImportTask(task: ImportTask): WireTask {
  const { asked, counts } = task;
  const { import_path: path, import_type: type } = asked as {
    import_path?: string;
    import_type?: 0 | 1;
  };
  const place = path === undefined ? undefined : parsePlace(path);
  const imported = counts.items.new + counts.items.unchanged;
  const total = task.item_total ?? 0;
  return {
    status: statusOf(task),
    task_id: importTaskId(task.dataset_uid, task.uid),
    dataset_id: shortId(task.dataset_uid),
    ...(place && { import_path: placeUrl(place, 'obs') }),
    import_type: type ?? 0,
    total_sample_count: total,
    imported_sample_count: imported,
    annotated_sample_count: counts.labelled ?? 0,
    unconfirmed_sample_count: counts.proposed ?? 0,
    // Of those that were looked at: in the end all.
    total_sub_sample_count: counts.sub?.total ?? 0,
    imported_sub_sample_count: counts.sub?.taken ?? 0,
    total_file_count: total,
    finished_file_count: imported,
    total_file_size: task.total_bytes,
    finished_file_size: task.staged_bytes,
    create_time: task.created_at.getTime(),
    update_ms: task.updated_at.getTime(),
    elapsed_time: seconds(task),
    ...codeOf(task),
  };
}

/** A sync takes what has come; it deletes nothing. */
export function toSyncStatus(task: ImportTask, total: number): SyncStatus {
  return {
    status: statusOf(task),
    task_id: importTaskId(task.dataset_uid, task.uid),
    dataset_id: shortId(task.dataset_uid),
    add_sample_count: task.counts.items.new,
    deleted_sample_count: 0,
    total_sample_count: total,
    duration_time: seconds(task),
    ...codeOf(task),
  };
}

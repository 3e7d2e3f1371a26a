import type { SmartTask } from '@sheaf/contract/modelarts';
import type { Waiting } from '../../../catalog/dataset-tasks/waiting.ts';
import { shortId } from '../ids.ts';

/** Numbers of the document. */
const types = { auto_label: 0, pre_label: 1, auto_group: 7 } as const;
const statuses = { running: 1, done: 3, stopped: 5 } as const;

/** Success codes of the service, and what they say. */
const codes = {
  label: {
    running: ['ModelArts.4914', 'Auto labeling task submitted.'],
    done: ['ModelArts.4916', 'Auto labeling task executed.'],
    stopped: ['ModelArts.4914', 'The task was stopped.'],
  },
  group: {
    running: ['ModelArts.4960', 'Auto grouping task submitted.'],
    done: ['ModelArts.4962', 'Auto grouping task executed.'],
    stopped: ['ModelArts.4960', 'The task was stopped.'],
  },
} as const;

interface Counted {
  item_count: number;
  annotated: number;
  unconfirmed: number;
}

/** A task as the documents have it; the counters are those of the dataset now. */
export function toSmartTask(
  task: Waiting,
  { item_count, annotated, unconfirmed }: Counted,
): SmartTask {
  const { model_id: model, config } = task.asked as {
    model_id?: string;
    config?: Record<string, unknown>;
  };
  const until = task.status === 'running' ? Date.now() : task.updated_at.getTime();
  const [code, message] = codes[task.kind === 'auto_group' ? 'group' : 'label'][task.status];
  return {
    dataset_id: shortId(task.dataset_uid),
    task_id: shortId(task.uid),
    ...(task.name !== '' && { task_name: task.name }),
    type: types[task.kind],
    create_time: task.created_at.toISOString().slice(0, 19).replace('T', ' '),
    status: statuses[task.status],
    code,
    message,
    elapsed_time: Math.max(0, Math.round((until - task.created_at.getTime()) / 1000)),
    progress: task.status === 'done' ? 100 : 0,
    total_sample_count: item_count,
    annotated_sample_count: annotated,
    unconfirmed_sample_count: unconfirmed,
    ...(model !== undefined && { model_id: model }),
    config: config ?? {},
  };
}

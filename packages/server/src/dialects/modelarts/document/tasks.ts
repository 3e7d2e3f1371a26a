import * as words from '@sheaf/contract/modelarts';
import { OneOf, optional } from '@sheaf/contract/modelarts';
import { Type } from '@sheaf/contract/schema';
import { stateNames } from '../samples/query.ts';
import type { Operations } from './operation.ts';
import { page } from './pages.ts';

const tag = 'Tasks';
const dataset = '/v2/:project_id/datasets/:dataset_id';
const imports = `${dataset}/import-tasks`;
const exports = `${dataset}/export-tasks`;
const smart = `${dataset}/tasks`;
const proposals = `${dataset}/auto-annotations/samples`;
/** As objects, or as names as in the examples. */
const labels = Type.Array(Type.Union([Type.String(), words.LabelInput]));
const text = Type.String();
const annotation_format = OneOf(['VOC', 'COCO']);
const smartTypes = OneOf(['auto-label', 'pre-label', 'auto-grouping', 'auto-deploy']);

export const taskOperations: Operations = {
  [`POST ${imports}`]: {
    tag,
    summary: 'Import a directory or a manifest',
    body: optional({
      import_type: OneOf(['0', '1', 'dir', 'manifest', 0, 1]),
      import_path: text,
      import_origin: OneOf(['obs']),
      import_annotations: Type.Boolean({ default: true }),
      final_annotation: Type.Boolean({ default: true }),
      difficult_only: Type.Boolean({ default: false }),
      annotation_format,
      with_column_header: Type.Boolean(),
      included_labels: labels,
      included_tags: labels,
      excluded_labels: labels,
    }),
    answer: words.TaskCreated,
  },
  [`GET ${imports}`]: {
    tag,
    summary: 'List imports of a dataset',
    query: optional(page),
    answer: words.ListImportTasks,
  },
  [`GET ${proposals}`]: {
    tag,
    summary: 'List samples whose labels wait to be confirmed',
    query: optional(page),
    answer: words.ListSamples,
  },
  [`GET ${proposals}/:sample_id`]: {
    tag,
    summary: 'Show a sample with the labels that wait to be confirmed',
    answer: words.Sample,
  },
  [`GET ${imports}/:task_id`]: { tag, summary: 'Show an import', answer: words.ImportTask },
  [`POST ${exports}`]: {
    tag,
    summary: 'Export a dataset into a bucket or a new dataset',
    body: optional({
      path: Type.String({ description: 'Needed unless it goes into a new dataset.' }),
      export_type: OneOf([0, 1, 2, 3]),
      export_format: OneOf([1, 2]),
      annotation_format,
      version_id: text,
      export_params: optional({
        export_dest: OneOf(['DIR', 'NEW_DATASET']),
        export_new_dataset_name: text,
        export_new_dataset_work_path: text,
        sample_state: OneOf(stateNames),
        samples: Type.Array(text),
        train_sample_ratio: Type.Union([text, Type.Number({ minimum: 0, maximum: 1 })], {
          default: '1.00',
          description: 'Counts with ratio_sample_usage.',
        }),
        ratio_sample_usage: Type.Boolean({ default: false }),
        clear_hard_property: Type.Boolean({ default: false }),
        search_conditions: Type.Array(Type.Record(Type.String(), Type.Unknown())),
      }),
    }),
    answer: words.TaskCreated,
  },
  [`GET ${exports}`]: {
    tag,
    summary: 'List exports of a dataset',
    query: optional({ ...page, export_type: OneOf([0, 1, 2, 3]) }),
    answer: words.ListExportTasks,
  },
  [`GET ${exports}/:task_id`]: { tag, summary: 'Show an export', answer: words.ExportTask },
  [`POST ${dataset}/sync-data`]: {
    tag,
    summary: 'Take in what has come to the data source',
    answer: words.TaskCreated,
  },
  [`GET ${dataset}/sync-data/status`]: {
    tag,
    summary: 'Show the last synchronisation',
    answer: words.SyncStatus,
  },
  [`POST ${smart}`]: {
    tag,
    summary: 'Ask for results of a model',
    body: Type.Object({
      task_type: smartTypes,
      ...optional({
        task_name: text,
        model_id: text,
        config: Type.Record(Type.String(), Type.Unknown()),
      }).properties,
    }),
    answer: words.TaskCreated,
  },
  [`GET ${smart}`]: {
    tag,
    summary: 'List what models were asked for',
    query: optional({ ...page, type: smartTypes, task_name: text }),
    answer: words.ListSmartTasks,
  },
  [`GET ${smart}/:task_id`]: { tag, summary: 'Show one of them', answer: words.SmartTask },
  [`POST ${smart}/:task_id/stop`]: { tag, summary: 'Stop one of them', status: 204 },
};

import * as words from '@sheaf/contract/modelarts';
import { optional } from '@sheaf/contract/modelarts';
import { Type } from '@sheaf/contract/schema';
import type { Operations } from './operation.ts';

const tag = 'Datasets';
const all = '/v2/:project_id/datasets';
const one = `${all}/:dataset_id`;
const labels = `${one}/data-annotations/labels`;
const { check_running_task, running_task_type } = words.ListDatasetsQuery.properties;
const { label_type, delete_source } = words.LabelQuery.properties;

export const datasetOperations: Operations = {
  [`GET ${all}`]: {
    tag,
    summary: 'List datasets',
    query: words.ListDatasetsQuery,
    answer: words.ListDatasets,
  },
  [`POST ${all}`]: {
    tag,
    summary: 'Create a dataset',
    body: words.CreateDataset,
    status: 201,
    answer: words.CreatedDataset,
  },
  [`GET ${one}`]: {
    tag,
    summary: 'Show a dataset',
    query: Type.Object({ check_running_task, running_task_type }),
    answer: words.DatasetAndFilePreview,
  },
  [`PUT ${one}`]: {
    tag,
    summary: 'Change a dataset, its labels and its current version',
    body: words.UpdateDataset,
    answer: words.UpdatedDataset,
  },
  [`DELETE ${one}`]: { tag, summary: 'Delete a dataset; its source data stays', status: 204 },
};

export const labelOperations: Operations = {
  [`GET ${labels}`]: {
    tag: 'Labels',
    summary: 'List the labels of a dataset or of a version',
    query: optional({
      version_id: Type.String(),
      offset: Type.Integer({ minimum: 0, default: 0, description: 'Index of the page.' }),
      limit: Type.Integer({ minimum: 1, maximum: 100_000, default: 100_000 }),
    }),
    answer: words.ListLabels,
  },
  [`POST ${labels}`]: {
    tag: 'Labels',
    summary: 'Create labels',
    body: words.LabelsRequest,
    answer: words.BatchAnswer,
  },
  [`PUT ${labels}`]: {
    tag: 'Labels',
    summary: 'Change labels; `@modelarts:rename_to` gives a new name',
    body: words.LabelsRequest,
    answer: words.BatchAnswer,
  },
  [`POST ${labels}/delete`]: {
    tag: 'Labels',
    summary: 'Delete labels',
    query: optional({ delete_policy: words.OneOf([0, 1, 2]) }),
    body: words.LabelsRequest,
    answer: words.BatchAnswer,
  },
  [`PUT ${labels}/:label_name`]: {
    tag: 'Labels',
    summary: 'Change one label',
    query: Type.Object({ label_type }),
    body: words.LabelPropertyInput,
    status: 204,
  },
  [`DELETE ${labels}/:label_name`]: {
    tag: 'Labels',
    summary: 'Delete one label',
    query: Type.Object({ label_type, delete_source }),
    status: 204,
  },
};

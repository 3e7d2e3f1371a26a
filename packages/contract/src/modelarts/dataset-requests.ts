import { Type, type Static } from '../schema.ts';
import { datasetTypes, Flag, OneOf, optional, Text } from './common.ts';
import { LabelInputs } from './label-requests.ts';
import { DataSource } from './sources.ts';

const datasetName = Type.String({ pattern: '^[A-Za-z0-9_-]{1,100}$' });
const description = Type.String({ maxLength: 256, pattern: `^[^\\^!<>=&"']*$` });

/** How a line of a text file is cut; `label_type` "0": a file beside, "1": in the line itself. */
export const LabelFormat = optional({
  label_type: OneOf(['0', '1', '']),
  text_label_separator: Type.String({ maxLength: 16 }),
  text_sample_separator: Type.String({ maxLength: 16 }),
});

const column = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 256 }),
  type: Type.String({ minLength: 1, maxLength: 64 }),
  description: Type.Optional(Type.String({ maxLength: 256 })),
  schema_id: Type.Optional(Type.Integer()),
});

/** A team task that is to begin with the dataset. */
export const WorkforceInformation = Type.Object({
  task_name: Type.String({ minLength: 1, maxLength: 64 }),
  task_id: Type.Optional(Text),
  repetition: Type.Optional(Type.Integer({ minimum: 1 })),
  data_sync_type: Type.Optional(OneOf([0, 1, 2, 3])),
  synchronize_data: Type.Optional(Flag),
  synchronize_auto_labeling_data: Type.Optional(Flag),
  workforces_config: Type.Optional(
    optional({
      agency: Text,
      workforces: Type.Array(
        optional({
          workforce_id: Text,
          workforce_name: Text,
          workers: Type.Array(optional({ email: Text, role: Type.Integer(), worker_id: Text })),
        }),
      ),
    }),
  ),
});
export type WorkforceInformation = Static<typeof WorkforceInformation>;

/** Body of `POST /v2/{project_id}/datasets`. Without a type it is image classification, as Go's clients write it. */
export const CreateDataset = Type.Object({
  dataset_name: datasetName,
  work_path: Type.String({ minLength: 3 }),
  work_path_type: OneOf([0]),
  dataset_type: Type.Optional(OneOf(datasetTypes)),
  data_format: Type.Optional(OneOf(['Default', 'CarbonData'])),
  data_sources: Type.Optional(Type.Array(DataSource, { maxItems: 1 })),
  description: Type.Optional(description),
  import_annotations: Type.Optional(Flag),
  import_data: Type.Optional(Flag),
  label_format: Type.Optional(LabelFormat),
  labels: Type.Optional(LabelInputs),
  managed: Type.Optional(Flag),
  schema: Type.Optional(Type.Array(column, { maxItems: 1600 })),
  workforce_information: Type.Optional(WorkforceInformation),
  workspace_id: Type.Optional(Type.String({ maxLength: 64 })),
});
export type CreateDataset = Static<typeof CreateDataset>;

export const CreatedDataset = Type.Object({
  dataset_id: Text,
  import_task_id: Type.Optional(Text),
});
export type CreatedDataset = Static<typeof CreatedDataset>;

/** Body of `PUT /v2/{project_id}/datasets/{dataset_id}`. The `_tags` are what the document's own example writes. */
export const UpdateDataset = optional({
  dataset_name: datasetName,
  description,
  current_version_id: Text,
  add_labels: LabelInputs,
  update_labels: LabelInputs,
  delete_labels: LabelInputs,
  add_tags: LabelInputs,
  update_tags: LabelInputs,
  delete_tags: LabelInputs,
});
export type UpdateDataset = Static<typeof UpdateDataset>;

export const UpdatedDataset = Type.Object({ dataset_id: Text });

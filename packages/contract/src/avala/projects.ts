import { Type } from '../schema.ts';
import { DateTime, Nullable, OneOf, Uid } from './common.ts';
import { visibilities } from './datasets.ts';

export const taskStatuses = ['pending', 'completed'] as const;

const Label = Type.Object({
  uid: Uid,
  name: Type.String(),
  color: Type.String(),
  class_index: Type.Integer({ minimum: 0 }),
  keypoints: Nullable(Type.Array(Type.String())),
  skeleton: Nullable(Type.Array(Type.Array(Type.Integer()))),
});

export const Project = Type.Object({
  uid: Uid,
  name: Type.String(),
  task_type: Type.String(),
  status: Type.String(),
  is_active: Type.Boolean(),
  visibility: OneOf(visibilities),
  is_imported: Type.Boolean(),
  owner_name: Type.String(),
  short_description: Type.String(),
  industry_icon: Type.Null(),
  datasets: Type.Array(Uid),
  labels: Type.Array(Label),
  created_at: DateTime,
  updated_at: DateTime,
});

export const Task = Type.Object({
  uid: Uid,
  type: Type.String(),
  name: Type.String(),
  status: OneOf(taskStatuses),
  project: Uid,
  dataset: Uid,
  dataset_item_uid: Uid,
  created_at: DateTime,
  updated_at: DateTime,
});

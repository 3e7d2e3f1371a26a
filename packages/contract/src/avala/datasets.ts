import { Type, type Static } from '../schema.ts';
import { DateTime, FreeObject, Nullable, OneOf, Uid } from './common.ts';

export const dataTypes = ['image', 'video', 'lidar', 'mcap', 'splat', 'image_3d'] as const;
/** Text, sound, tables and free formats, which other dialects make: read and listed here, not made. */
export const shownDataTypes = [...dataTypes, 'file'] as const;
export const datasetStatuses = ['creating', 'created'] as const;
export const visibilities = ['public', 'private'] as const;

const PredefinedLabel = Type.Object({
  name: Type.String(),
  label_code: Type.Integer(),
  locked: Type.Boolean(),
  is_countable: Type.Boolean(),
});

export const Dataset = Type.Object({
  uid: Uid,
  name: Type.String(),
  slug: Type.String(),
  data_type: OneOf(shownDataTypes),
  is_sequence: Type.Boolean(),
  visibility: OneOf(visibilities),
  status: OneOf(datasetStatuses),
  item_count: Type.Integer({ minimum: 0 }),
  project_count: Type.Integer({ minimum: 0 }),
  owner_name: Type.String(),
  size_bytes: Type.Integer({ minimum: 0 }),
  annotations_count: Type.Integer({ minimum: 0 }),
  predefined_labels: Type.Array(PredefinedLabel),
  metadata: FreeObject,
  created_at: DateTime,
  updated_at: DateTime,
  preview: Type.Optional(
    Type.Array(Type.String(), {
      description: 'With `with=preview`: up to four thumbnails; `?size=` takes 128, 256, 384, 512.',
    }),
  ),
});
export type Dataset = Static<typeof Dataset>;

const name = Type.String({ minLength: 1, maxLength: 255 });
const slug = Type.String({ minLength: 1, maxLength: 255, pattern: '^[-a-zA-Z0-9_]+$' });

/** The SDKs send more; fields that have no meaning here are taken and ignored. */
export const CreateDataset = Type.Object({
  name,
  slug,
  data_type: OneOf(dataTypes),
  is_sequence: Type.Optional(Type.Boolean()),
  visibility: Type.Optional(OneOf(visibilities)),
  owner_name: Type.Optional(Nullable(Type.String())),
  organization_uid: Type.Optional(Nullable(Type.String())),
  metadata: Type.Optional(Nullable(FreeObject)),
  provider_config: Type.Optional(Nullable(FreeObject)),
});
export type CreateDataset = Static<typeof CreateDataset>;

export const UpdateDataset = Type.Object({
  name: Type.Optional(name),
  slug: Type.Optional(slug),
  visibility: Type.Optional(OneOf(visibilities)),
  metadata: Type.Optional(FreeObject),
});
export type UpdateDataset = Static<typeof UpdateDataset>;

export const DatasetHealth = Type.Object({
  dataset_uid: Uid,
  dataset_slug: Type.String(),
  dataset_status: OneOf(datasetStatuses),
  data_type: OneOf(shownDataTypes),
  is_sequence: Type.Boolean(),
  item_count: Type.Integer(),
  sequence_count: Type.Integer(),
  total_frames: Type.Integer(),
  s3_prefix: Type.Null(),
  gc_storage_prefix: Type.Null(),
  last_updated_at: DateTime,
  sequences: Type.Array(
    Type.Object({
      uid: Uid,
      key: Type.String(),
      status: Type.String(),
      frame_count: Type.Integer(),
      has_lidar_calibration: Type.Boolean(),
      has_camera_calibration: Type.Boolean(),
    }),
  ),
  ingest_ok: Type.Boolean(),
  issues: Type.Array(Type.String()),
});

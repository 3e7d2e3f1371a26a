import { Type, type Static } from '../schema.ts';
import { DateTime, FreeObject, Nullable, OneOf, Uid } from './common.ts';
import { Split } from './splits.ts';

export const itemStatuses = [
  'unattempted',
  'pending',
  'ready_for_annotation',
  'in_progress',
  'completed',
  'rework_required',
  'customer_approved',
] as const;

export const sequenceStatuses = [
  'unattempted',
  'pending',
  'completed',
  'rework_required',
  'ready_for_annotation',
  'labeling_4d',
  'review_4d',
  'ready_for_2d',
  'labeling_2d',
  'review_2d',
  'final_review',
  'customer_approved',
] as const;

/** The contract's eight fields, then what the SDKs read, then what is ours. */
export const Item = Type.Object({
  uid: Uid,
  key: Type.String(),
  status: OneOf(itemStatuses),
  data_url: Nullable(Type.String()),
  thumbnail_url: Nullable(Type.String()),
  metadata: FreeObject,
  annotations_count: Type.Integer({ minimum: 0 }),
  created_at: DateTime,
  id: Type.Null(),
  dataset: Uid,
  dataset_owner_name: Type.String(),
  dataset_slug: Type.String(),
  url: Nullable(Type.String()),
  gpu_texture_url: Type.Null(),
  thumbnails: Type.Array(Type.String()),
  video_thumbnail: Type.Null(),
  export_snippet: Type.Null(),
  annotations: Nullable(FreeObject),
  crop_data: Type.Null(),
  related_items: Type.Array(FreeObject),
  related_sequence_uid: Nullable(Uid),
  updated_at: DateTime,
  split: Nullable(Split),
});

export const UpdateItem = Type.Object({
  status: Type.Optional(OneOf(itemStatuses)),
  metadata: Type.Optional(FreeObject),
  split: Type.Optional(Nullable(Split)),
});
export type UpdateItem = Static<typeof UpdateItem>;

const View = Type.Object({
  key: Type.String(),
  load: Type.String(),
  metrics: Nullable(FreeObject),
});

const sequenceFields = {
  uid: Uid,
  key: Type.String(),
  status: OneOf(sequenceStatuses),
  featured_image: Nullable(Type.String()),
  number_of_frames: Type.Integer({ minimum: 0 }),
  views: Type.Array(View),
  custom_uuid: Type.Null(),
  crop_data: Type.Null(),
  predefined_labels: Type.Array(FreeObject),
  metrics: Type.Null(),
  dataset_uid: Uid,
  allow_lidar_calibration: Type.Boolean(),
  lidar_calibration_enabled: Type.Boolean(),
  camera_calibration_enabled: Type.Boolean(),
};

export const Sequence = Type.Object(sequenceFields);

const FrameImage = Type.Object({
  image_url: Nullable(Type.String()),
  item_uid: Uid,
  camera_id: Type.String(),
  width: Nullable(Type.Integer()),
  height: Nullable(Type.Integer()),
});

export const SequenceDetail = Type.Object({
  ...sequenceFields,
  frames: Type.Array(
    Type.Object({
      frame_index: Type.Integer({ minimum: 0 }),
      key: Type.String(),
      images: Type.Array(FrameImage),
      image_urls: Type.Array(Type.String()),
    }),
  ),
});

export const UpdateSequence = Type.Object({ status: Type.Optional(OneOf(sequenceStatuses)) });
export type UpdateSequence = Static<typeof UpdateSequence>;

/** What stands beside an item in a list; null at its ends. */
export const ItemNeighbours = Type.Object({ previous: Nullable(Uid), next: Nullable(Uid) });

export const ItemCount = Type.Object({
  count: Type.Integer({ minimum: 0 }),
  estimated: Type.Boolean({ description: 'The number comes from a sample.' }),
});

import { Type, type Static } from '../schema.ts';
import { DateTime, FreeObject, Nullable, OneOf, Organization, Uid } from './common.ts';

export const exportFormats = [
  'avala-json-external',
  'YOLO',
  'COCO',
  'VOC',
  'KITTI',
  'CSV',
  'JSONL',
  'Parquet',
  'WebDataset',
  'Manifest',
] as const;
export const yoloTasks = ['detect', 'segment', 'obb', 'pose'] as const;
export const cocoTasks = ['instances', 'keypoints'] as const;
export const exportStatuses = ['requested', 'exporting', 'exported', 'failed', 'aborted'] as const;

/** The contract's eleven fields, then what newer clients read, then ours (strict, error, report …). */
export const Export = Type.Object({
  uid: Uid,
  name: Type.String(),
  format: OneOf(exportFormats),
  status: OneOf(exportStatuses),
  total_task_count: Nullable(Type.Integer({ minimum: 0 })),
  exported_task_count: Nullable(Type.Integer({ minimum: 0 })),
  download_url: Nullable(Type.String()),
  datasets: Type.Array(Uid),
  slices: Type.Array(Uid),
  projects: Type.Array(Uid),
  version: Nullable(Uid),
  organization: Nullable(Organization),
  created_at: DateTime,
  updated_at: DateTime,
  filter_query_string: Nullable(Type.String()),
  strict: Type.Boolean(),
  include_media: Type.Boolean(),
  yolo_task: Nullable(OneOf(yoloTasks)),
  coco_task: Nullable(OneOf(cocoTasks)),
  voc_strict: Nullable(Type.Boolean()),
  size_bytes: Nullable(Type.Integer()),
  sha256: Nullable(Type.String()),
  report: Nullable(FreeObject),
  error: Nullable(Type.String()),
});

const uids = Type.Array(Type.String({ format: 'uuid' }));
const ours = {
  version: Type.Optional(
    Nullable(
      Type.String({
        format: 'uuid',
        description: 'A published version, exported instead of what its dataset holds now.',
      }),
    ),
  ),
  strict: Type.Optional(Type.Boolean({ description: 'Fail rather than leave anything out.' })),
  include_media: Type.Optional(Type.Boolean({ description: 'Put the media into the archive.' })),
  yolo_task: Type.Optional(
    Type.Unsafe<(typeof yoloTasks)[number]>({
      ...OneOf(yoloTasks),
      description:
        'YOLO only: boxes (the default), outlines, rotated boxes, or boxes with keypoints.',
    }),
  ),
  coco_task: Type.Optional(
    Type.Unsafe<(typeof cocoTasks)[number]>({
      ...OneOf(cocoTasks),
      description: 'COCO only: every object (the default), or those of labels with keypoints.',
    }),
  ),
  voc_strict: Type.Optional(
    Type.Boolean({
      description: 'VOC only: whole pixels that count from 1; else from 0 with fractions.',
    }),
  ),
};

export const CreateExport = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 255 }),
  format: OneOf(exportFormats),
  datasets: uids,
  projects: uids,
  slices: uids,
  filter_query_string: Type.Optional(Nullable(Type.String())),
  ...ours,
});
export type CreateExport = Static<typeof CreateExport>;

/** What the SDKs send: one project or one dataset. */
export const CreateExportShort = Type.Object({
  dataset: Type.Optional(Nullable(Type.String({ format: 'uuid' }))),
  project: Type.Optional(Nullable(Type.String({ format: 'uuid' }))),
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
  format: Type.Optional(OneOf(exportFormats)),
  filter_query_string: Type.Optional(Nullable(Type.String())),
  ...ours,
});
export type CreateExportShort = Static<typeof CreateExportShort>;

import { Type, type Static } from '../schema.ts';
import { DateTime, FreeObject, Nullable, OneOf, Uid } from './common.ts';
import { yoloTasks } from './exports.ts';

export const importFormats = [
  'images',
  'coco',
  'yolo',
  'voc',
  'kitti',
  'sequences',
  'avala-json',
  'csv',
  'jsonl',
  'parquet',
  'webdataset',
  'manifest',
  'text-lines',
  'audio-labels',
  'image-labels',
  'image-objects',
  'table-rows',
  'any-files',
] as const;
export const importStatuses = ['requested', 'running', 'completed', 'failed', 'canceled'] as const;

export const Import = Type.Object({
  uid: Uid,
  dataset: Uid,
  project: Nullable(Uid),
  source: Type.String(),
  format: Type.String(),
  status: OneOf(importStatuses),
  phase: Type.String(),
  staged_bytes: Type.Integer(),
  total_bytes: Type.Integer(),
  item_total: Nullable(Type.Integer()),
  published: Type.Integer(),
  counts: FreeObject,
  problems: Type.Array(FreeObject),
  error: Nullable(Type.String()),
  created_at: DateTime,
  updated_at: DateTime,
});

export const CreateImport = Type.Object({
  path: Type.String({ minLength: 1, description: 'Below one of SHEAF_IMPORT_ROOTS.' }),
  format: Type.Optional(Nullable(OneOf(importFormats))),
  project: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 100 }))),
  link: Type.Optional(Type.Boolean({ description: 'Leave the files where they are.' })),
  yolo_task: Type.Optional(
    Type.Unsafe<(typeof yoloTasks)[number] | null>({
      ...Nullable(OneOf(yoloTasks)),
      description: 'YOLO only: what the rows hold; found out by looking when absent.',
    }),
  ),
});
export type CreateImport = Static<typeof CreateImport>;

import { Type, type Static } from '../schema.ts';
import { DateTime, Nullable, OneOf, Uid } from './common.ts';
import { CreateImport } from './imports.ts';

const bytes = Type.Integer({ minimum: 0 });

/** Files that a browser sends, to be imported together. */
export const Upload = Type.Object({
  uid: Uid,
  dataset: Uid,
  status: OneOf(['open', 'completed', 'aborted']),
  file_count: Type.Integer({ minimum: 0 }),
  bytes,
  import: Nullable(Uid),
  created_at: DateTime,
  updated_at: DateTime,
  expires_at: DateTime,
});

/** `received`: bytes that are there; the file is whole when it equals `size`. */
export const UploadFile = Type.Object({ path: Type.String(), size: bytes, received: bytes });

const { format, project, yolo_task } = CreateImport.properties;
export const CompleteUpload = Type.Object({ format, project, yolo_task });
export type CompleteUpload = Static<typeof CompleteUpload>;

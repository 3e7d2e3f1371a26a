import sql, { type Sql } from 'sql-template-tag';

/** Files that a browser sends, to be imported together. Sizes are bytes. */
export interface Upload {
  uid: string;
  dataset_uid: string;
  created_by: string;
  status: 'open' | 'completed' | 'aborted';
  /** What has been begun; all of it is there when every file's `received` is its `size`. */
  file_count: number;
  bytes: number;
  import_uid: string | null;
  created_at: Date;
  updated_at: Date;
  /** When it is removed with its files unless something more comes. */
  expires_at: Date;
}

export interface UploadFile {
  /** With forward slashes, as the browser named it. */
  path: string;
  size: number;
  /** Bytes that are there: where to go on. */
  received: number;
}

/** An upload that nobody continues is removed after a day: its owner has gone home once and come back. */
export const UPLOAD_HOURS = 24;
/** Uploads of one user at a time; each may hold as much as one may. */
export const UPLOADS_PER_USER = 10;
/** Files of one upload: what folders of a file system hold without pain. Larger sources are imported on the server. */
export const MOST_FILES = 200_000;
/** Bytes of one upload when nothing else is set. */
export const MOST_BYTES = 100 * 1024 ** 3;

export const uploadColumns: Sql = sql`
  u.uid, u.dataset_uid, u.created_by, u.status, u.file_count, u.bytes, u.import_uid, u.created_at, u.updated_at,
  u.expires_at`;

export const uploadEnd = (now: Date): Date => new Date(now.getTime() + UPLOAD_HOURS * 3_600_000);

import sql, { type Sql } from 'sql-template-tag';
import type { ImportFormat, Problem, ReadOptions } from '../../formats/model.ts';
import type { PublishedManifest } from './published/fetch.ts';

export type ImportStatus = 'requested' | 'running' | 'completed' | 'failed' | 'canceled';
export type ImportPhase = 'staging' | 'publishing' | 'undoing' | 'done';
export type ImportFormatName = ImportFormat['name'];

export interface ImportOptions extends ReadOptions {
  /** Media stays where it is instead of being copied into the store. */
  link: boolean;
  /** Name or uid of the project that the annotations belong to; null: named after the dataset when needed. */
  project: string | null;
  /** Uid of the upload that is imported, when it is one. */
  upload?: string;
  /** The manifest that Sheaf has written and that is imported, when it is one. */
  published?: PublishedManifest;
  /** Asked for at the command line, by whoever may start the program: the allowed folders do not apply. */
  operator: boolean;
}

export interface ImportCounts {
  items: { new: number; unchanged: number; refused: number };
  annotations: { new: number; unchanged: number; refused: number; repaired: number };
  /** What the reader of the format found broken before there was an item or annotation to count. */
  rows: { refused: number; repaired: number };
  /** Items of which only the metadata is held, because the source has no file for them. */
  without_media: number;
  /** Items that somebody has labelled, and items with annotations that wait to be confirmed; absent: none. */
  labelled?: number;
  proposed?: number;
  /** Items that were taken out of others, such as frames of a video: looked at, and accepted of these; absent: none. */
  sub?: { total: number; taken: number };
  /** How many problems of each code. */
  problems: Record<string, number>;
}

export const noCounts = (): ImportCounts => ({
  items: { new: 0, unchanged: 0, refused: 0 },
  annotations: { new: 0, unchanged: 0, refused: 0, repaired: 0 },
  rows: { refused: 0, repaired: 0 },
  without_media: 0,
  problems: {},
});

/** An import as it is shown and as the runner keeps it. Times are Dates, sizes bytes. */
export interface Import {
  uid: string;
  dataset_uid: string;
  created_by: string;
  project_uid: string | null;
  project_name: string | null;
  source: string;
  /** `auto` until the source has been looked at. */
  format: ImportFormatName | 'auto';
  options: ImportOptions;
  status: ImportStatus;
  phase: ImportPhase;
  cancel_requested: boolean;
  staged_bytes: number;
  total_bytes: number;
  /** Null until everything has been read. */
  item_total: number | null;
  /** Items done with, in source order. */
  published: number;
  counts: ImportCounts;
  /** The first ones; all of them stand in the store under `imports/<uid>/problems.jsonl`. */
  problems: Problem[];
  problem_total: number;
  error: string | null;
  created_at: Date;
  updated_at: Date;
}

export const importColumns: Sql = sql`
  m.uid, m.dataset_uid, m.created_by, m.project_uid, p.name as project_name, m.source, m.format, m.options,
  m.status, m.phase, m.cancel_requested, m.staged_bytes, m.total_bytes, m.item_total, m.published, m.counts,
  m.problems, m.problem_total, m.error, m.created_at, m.updated_at`;

export const importTables: Sql = sql`imports m left join projects p on p.uid = m.project_uid`;

export const problemsKey = (importUid: string) => `imports/${importUid}/problems.jsonl`;
export const mediaKey = (datasetUid: string, itemUid: string) => `media/${datasetUid}/${itemUid}`;
/** Longest sides of thumbnails in pixels, for grids of any density and for screens with small pixels. */
export const THUMBNAIL_SIZES = [128, 256, 384, 512] as const;
export type ThumbnailSize = (typeof THUMBNAIL_SIZES)[number];
export const DEFAULT_THUMBNAIL: ThumbnailSize = 384;

export const thumbnailKey = (
  datasetUid: string,
  itemUid: string,
  size: ThumbnailSize = DEFAULT_THUMBNAIL,
) => `thumbnails/${datasetUid}/${itemUid}${size === DEFAULT_THUMBNAIL ? '' : `-${size}`}`;

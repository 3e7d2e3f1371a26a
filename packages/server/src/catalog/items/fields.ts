import sql, { type Sql } from 'sql-template-tag';
import type { Orderings } from '../paging.ts';

/** ISO 8601 in UTC with milliseconds, as JavaScript writes it: all times are made by the application. */
const iso = (column: Sql) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What a projection of items can name; alias `i`. */
export const itemFields = {
  uid: sql`i.uid`,
  key: sql`i.key`,
  status: sql`i.status`,
  split: sql`i.split`,
  /** The user's metadata with width, height (pixels as displayed) and format of the media on top. */
  metadata: sql`(i.metadata || jsonb_strip_nulls(jsonb_build_object('width', i.width, 'height', i.height,
    'format', split_part(i.content_type, '/', 2))))`,
  annotations_count: sql`i.annotations_count`,
  /** Null when only metadata is held. */
  media: sql`i.media`,
  sequence_uid: sql`i.sequence_uid`,
  created_at: iso(sql`i.created_at`),
  updated_at: iso(sql`i.updated_at`),
} satisfies Record<string, Sql>;

export type ItemField = keyof typeof itemFields;

/** `created_at` is the order of the uids (version 7), which is the primary key. */
export const itemOrderings: Orderings = {
  columns: {
    created_at: { column: 'i.uid', type: 'uuid' },
    uid: { column: 'i.uid', type: 'uuid' },
    key: { column: 'i.key', type: 'text' },
    updated_at: { column: 'i.updated_at', type: 'timestamptz' },
    status: { column: 'i.status', type: 'text' },
    annotations_count: { column: 'i.annotations_count', type: 'integer' },
  },
  fallback: '-created_at',
  tieBreak: 'i.uid',
};

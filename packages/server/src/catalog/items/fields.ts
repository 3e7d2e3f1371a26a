import sql, { type Sql } from 'sql-template-tag';
import type { Orderings } from '../paging.ts';
import type { ProjectedField } from '../projection.ts';

/** ISO 8601 in UTC with milliseconds, as JavaScript writes it: all times are made by the application. */
const iso = (column: Sql) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const word = (value: Sql): ProjectedField => ({ value, written: 'word', nullable: false });
const maybe = (value: Sql): ProjectedField => ({ value, written: 'word', nullable: true });
const json = (value: Sql): ProjectedField => ({ value, written: 'json', nullable: false });

const format = sql`to_json(split_part(i.content_type, '/', 2))`;

/** Read from text: that is a third faster than jsonb_build_object, and concat_ws leaves out what is null. */
const mergedMetadata = sql`(i.metadata || ('{' || concat_ws(',', '"width":' || i.width, '"height":' || i.height,
  '"format":' || ${format}) || '}')::jsonb)::text`;

/** Where the two have no name in common, they stand one after the other: documents need not be made (a third of a page). */
const joinedMetadata = sql`concat('{', '"width": ' || i.width || ', ', '"height": ' || i.height || ', ',
  '"format": ' || ${format} || ', ', right(i.metadata::text, -1))`;

/** What a projection of items can name; alias `i`. */
export const itemFields = {
  uid: word(sql`i.uid`),
  key: { value: sql`i.key`, written: 'text', nullable: false },
  status: word(sql`i.status`),
  split: maybe(sql`i.split`),
  /** The user's metadata with width, height (pixels as displayed) and format of the media on top. */
  metadata: json(sql`case when i.metadata = '{}' or i.metadata ?| '{width,height,format}'
    then ${mergedMetadata} else ${joinedMetadata} end`),
  annotations_count: json(sql`i.annotations_count`),
  /** Null when only metadata is held. */
  media: { ...json(sql`i.media`), nullable: true },
  sequence_uid: maybe(sql`i.sequence_uid`),
  created_at: word(iso(sql`i.created_at`)),
  updated_at: word(iso(sql`i.updated_at`)),
} satisfies Record<string, ProjectedField>;

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

import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import { notFound } from '../errors.ts';
import { keyset, type Orderings, type Page, type PageRequest, type Place } from '../paging.ts';

export interface Sequence {
  dataset_uid: string;
  uid: string;
  key: string;
  status: string;
  number_of_frames: number;
  /** Keys of the camera views; one empty key when there is a single unnamed view. */
  views: string[];
  featured_item_uid: string | null;
  created_at: Date;
}

const columns = sql`q.dataset_uid, q.uid, q.key, q.status, q.number_of_frames, q.views,
  q.featured_item_uid, q.created_at`;

export const sequenceOrderings: Orderings = {
  columns: {
    created_at: { column: 'q.uid', type: 'uuid' },
    uid: { column: 'q.uid', type: 'uuid' },
    key: { column: 'q.key', type: 'text' },
    updated_at: { column: 'q.updated_at', type: 'timestamptz' },
    status: { column: 'q.status', type: 'text' },
    number_of_frames: { column: 'q.number_of_frames', type: 'integer' },
  },
  fallback: '-created_at',
  tieBreak: 'q.uid',
};

/** A page of a dataset's sequences, newest first unless asked otherwise. */
export async function listSequences(
  ctx: Context,
  datasetUid: string,
  request: PageRequest,
): Promise<Page<Sequence>> {
  const page = keyset(ctx.secret, `sequences:${datasetUid}`, sequenceOrderings, request);
  const rows = await ctx.db.rows<Sequence & Place>(sql`
    select ${columns}, ${page.position} from sequences q
    where q.dataset_uid = ${datasetUid} and ${page.after}
    order by ${page.orderBy} limit ${page.limit}`);
  return page.finish(rows);
}

/** Throws `not_found`. */
export async function getSequence(
  ctx: Context,
  datasetUid: string,
  uid: string,
): Promise<Sequence> {
  const row = await ctx.db.row<Sequence>(sql`
    select ${columns} from sequences q where q.dataset_uid = ${datasetUid} and q.uid = ${uid}`);
  if (!row) throw notFound();
  return row;
}

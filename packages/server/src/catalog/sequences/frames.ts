import sql from 'sql-template-tag';
import type { Context } from '../context.ts';

export interface FrameItem {
  uid: string;
  key: string;
  view_key: string;
  frame_index: number;
  width: number | null;
  height: number | null;
  has_media: boolean;
}

/** The items of a sequence by frame (0-based), then by view; of one view when it is named. */
export async function listFrames(
  ctx: Context,
  datasetUid: string,
  sequenceUid: string,
  view?: string,
): Promise<FrameItem[]> {
  return ctx.db.rows<FrameItem>(sql`
    select i.uid, i.key, coalesce(i.view_key, '') as view_key, i.frame_index, i.width, i.height,
      i.media is not null as has_media
    from items i
    where i.dataset_uid = ${datasetUid} and i.sequence_uid = ${sequenceUid}
      and ${view === undefined ? sql`true` : sql`coalesce(i.view_key, '') = ${view}`}
    order by i.frame_index, i.view_key`);
}

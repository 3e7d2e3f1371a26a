import sql from 'sql-template-tag';
import type { Catalog } from '../context.ts';
import { notFound } from '../errors.ts';

/** Public key of the view of a sequence whose only view has no name. */
export const DEFAULT_VIEW = 'default';

export interface FrameItem {
  uid: string;
  key: string;
  view_key: string;
  frame_index: number;
  width: number | null;
  height: number | null;
  has_media: boolean;
}

/** The items of a sequence by frame (0-based), then by view. */
export async function listFrames(
  catalog: Catalog,
  datasetUid: string,
  sequenceUid: string,
): Promise<FrameItem[]> {
  return catalog.db.rows<FrameItem>(sql`
    select i.uid, i.key, coalesce(nullif(i.view_key, ''), ${DEFAULT_VIEW}) as view_key, i.frame_index,
      i.width, i.height, i.media is not null as has_media
    from items i where i.dataset_uid = ${datasetUid} and i.sequence_uid = ${sequenceUid}
    order by i.frame_index, i.view_key`);
}

/** The frames of one view. Throws `not_found` when the sequence has no such view. */
export async function framesOfView(
  catalog: Catalog,
  datasetUid: string,
  sequenceUid: string,
  view: string,
): Promise<FrameItem[]> {
  const frames = await listFrames(catalog, datasetUid, sequenceUid);
  const found = frames.filter((frame) => frame.view_key === view);
  if (found.length === 0) throw notFound();
  return found;
}

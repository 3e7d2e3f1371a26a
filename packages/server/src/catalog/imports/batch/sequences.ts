import sql from 'sql-template-tag';
import { copyRows } from '../../../db/copy.ts';
import type { Transaction } from '../../../db/database.ts';
import { newUid } from '../../../db/ids.ts';

/** Uids of the sequences of those keys, made when they are missing; the caller holds the dataset's lock. */
export async function ensureSequences(
  tx: Transaction,
  datasetUid: string,
  keys: readonly string[],
): Promise<{ uids: Map<string, string>; made: number }> {
  const uids = new Map<string, string>();
  if (keys.length === 0) return { uids, made: 0 };
  const known = await tx.rows<{ uid: string; key: string }>(sql`
    select uid, key from sequences where dataset_uid = ${datasetUid} and key = any(${keys})`);
  for (const { uid, key } of known) uids.set(key, uid);
  const missing = keys.filter((key) => !uids.has(key));
  for (const key of missing) uids.set(key, newUid());
  const now = new Date();
  await copyRows(
    tx,
    'sequences (dataset_uid, uid, key, status, created_at, updated_at)',
    missing.map((key) => [datasetUid, uids.get(key), key, 'unattempted', now, now]),
  );
  return { uids, made: missing.length };
}

/** Brings what a sequence says of its frames up to date. A frame seen by several cameras is one frame. */
export async function refreshSequences(
  tx: Transaction,
  datasetUid: string,
  uids: readonly string[],
): Promise<void> {
  if (uids.length === 0) return;
  await tx.run(sql`
    update sequences s set number_of_frames = f.frames, views = f.views, featured_item_uid = f.featured,
      status = case when s.status not in ('unattempted', 'completed') then s.status
        when f.completed then 'completed' else 'unattempted' end,
      updated_at = ${new Date()}
    from (
      select sequence_uid, count(distinct frame_index) as frames,
        array_agg(distinct view_key order by view_key) as views,
        (array_agg(uid order by view_key, frame_index))[1] as featured,
        bool_and(status in ('completed', 'customer_approved')) as completed
      from items where dataset_uid = ${datasetUid} and sequence_uid = any(${uids}::uuid[])
      group by sequence_uid) f
    where s.dataset_uid = ${datasetUid} and s.uid = f.sequence_uid`);
}

/** Takes away those of the sequences that have no frame left; returns how many. */
export function dropEmptySequences(
  tx: Transaction,
  datasetUid: string,
  uids: readonly string[],
): Promise<number> {
  return tx.run(sql`
    delete from sequences s where s.dataset_uid = ${datasetUid} and s.uid = any(${uids}::uuid[]) and not exists (
      select 1 from items i where i.dataset_uid = ${datasetUid} and i.sequence_uid = s.uid)`);
}

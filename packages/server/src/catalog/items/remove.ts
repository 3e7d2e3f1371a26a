import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { lockDataset } from '../datasets/lock.ts';
import type { DatasetHome } from '../datasets/row.ts';
import { changeStats } from '../datasets/stats.ts';
import { dropEmptySequences, refreshSequences } from '../imports/batch/sequences.ts';
import { thumbnailKey } from '../imports/model.ts';

export interface RemoveOptions {
  /** Why, each counted for the dataset. */
  reasons?: readonly string[];
  /**
   * Whether the bytes go too, which they do not while the dataset has a version: it stays as it was. Else they stay in the
   * store as long as the dataset. Files that are linked belong to their owner and stay in any case.
   */
  deleteSource?: boolean;
}

/**
 * Removes items with what is said of them, and remembers each in `deleted_items`. Returns the uids of those that the dataset
 * had. Throws `forbidden`.
 */
export async function removeItems(
  ctx: Context,
  dataset: Pick<DatasetHome, 'uid' | 'owner_uid'>,
  uids: readonly string[],
  options: RemoveOptions = {},
): Promise<Set<string>> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  if (uids.length === 0) return new Set();
  const removed = await ctx.db.transaction((tx) => removeIn(tx, dataset.uid, uids, options));
  await dropBytes(ctx, dataset.uid, removed);
  return new Set(removed.map((row) => row.uid));
}

/** After the rows: a link that nothing opens is better than an item without its picture. */
export async function dropBytes(
  ctx: Context,
  datasetUid: string,
  removed: readonly Removed[],
): Promise<void> {
  for (const { uid, media, gone } of removed) {
    await ctx.store.delete(thumbnailKey(datasetUid, uid));
    if (gone && media && 'store' in media) await ctx.store.delete(media.store);
  }
}

/** What is left of an item when its row has gone. */
export interface Removed {
  uid: string;
  /** Nothing needs its bytes any more. */
  gone: boolean;
  media: { store: string } | { link: string } | null;
}

interface RemovedRow extends Removed {
  annotations: number;
  size: number;
  sequence: string | null;
}

/** The rows only, in a transaction of the caller, who has asked for the right. */
export async function removeIn(
  tx: Transaction,
  datasetUid: string,
  uids: readonly string[],
  { reasons = [], deleteSource = false }: RemoveOptions,
): Promise<Removed[]> {
  await lockDataset(tx, datasetUid);
  const gone = deleteSource && !(await hasVersions(tx, datasetUid));
  await tx.run(sql`
    insert into deleted_items (dataset_uid, uid, key, reasons, media, deleted_at)
    select dataset_uid, uid, key, ${[...new Set(reasons)]}::text[],
      case when ${gone} and media ? 'store' then null else media end, ${new Date()}::timestamptz
    from items where dataset_uid = ${datasetUid} and uid = any(${uids}::uuid[])`);
  const found = await tx.rows<Omit<RemovedRow, 'gone'>>(sql`
    delete from items where dataset_uid = ${datasetUid} and uid = any(${uids}::uuid[])
    returning uid, media, annotations_count as annotations, size_bytes as size, sequence_uid as sequence`);
  const rows = found.map((row): RemovedRow => ({ ...row, gone }));
  if (rows.length === 0) return [];
  const sequences = [...new Set(rows.flatMap((row) => row.sequence ?? []))];
  const dropped = await dropEmptySequences(tx, datasetUid, sequences);
  await refreshSequences(tx, datasetUid, sequences);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  await changeStats(tx, datasetUid, {
    items: -rows.length,
    sequences: -dropped,
    annotations: -sum(rows.map((row) => row.annotations)),
    sizeBytes: -sum(rows.map((row) => row.size)),
  });
  return rows;
}

/** Also one that is being published: it may have seen the items. */
async function hasVersions(tx: Transaction, datasetUid: string): Promise<boolean> {
  const row = await tx.row(
    sql`select 1 from dataset_versions where dataset_uid = ${datasetUid} limit 1`,
  );
  return row !== undefined;
}

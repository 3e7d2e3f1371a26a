import sql from 'sql-template-tag';
import { copyRows } from '../../../db/copy.ts';
import type { Transaction } from '../../../db/database.ts';
import { storableJson } from '../../imports/text.ts';
import { loadRule, splitByRule } from '../../splits/rule.ts';
import type { StoredItem } from './model.ts';

/** Of the items those whose keys are free: of two with one key the first. The caller holds the dataset's lock. */
export async function withFreeKeys(
  tx: Transaction,
  datasetUid: string,
  items: readonly StoredItem[],
): Promise<StoredItem[]> {
  const keys = items.map((item) => item.key);
  const rows = await tx.rows<{ key: string }>(
    sql`select key from items where dataset_uid = ${datasetUid} and key = any(${keys})`,
  );
  const taken = new Set(rows.map((row) => row.key));
  return items.filter(({ key }) => !taken.has(key) && taken.add(key));
}

/** The rows of new items, without what is said of them. One without a split gets that of the dataset's rule. */
export async function insertItems(
  tx: Transaction,
  datasetUid: string,
  items: readonly StoredItem[],
  now: Date,
): Promise<void> {
  const rule = await loadRule(tx, datasetUid);
  await copyRows(
    tx,
    `items (dataset_uid, uid, key, status, split, width, height, size_bytes, content_type, content_sha256, media,
      metadata, created_at, updated_at)`,
    items.map(({ key, given: { split, metadata = {} }, ...item }) => [
      ...[datasetUid, item.uid, key, 'unattempted'],
      split ?? (rule && splitByRule(rule, { key, sequence: undefined, metadata })),
      ...[item.width, item.height, item.size, item.contentType, item.sha256],
      item.media && JSON.stringify(item.media),
      storableJson(metadata),
      now,
      now,
    ]),
  );
}

/** Takes rows back that were inserted in this transaction. */
export async function takeBack(tx: Transaction, datasetUid: string, uids: readonly string[]) {
  if (uids.length === 0) return;
  await tx.run(
    sql`delete from items where dataset_uid = ${datasetUid} and uid = any(${uids}::uuid[])`,
  );
}

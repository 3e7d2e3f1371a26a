import { copyRows } from '../../../db/copy.ts';
import type { Transaction } from '../../../db/database.ts';
import type { StagedItem } from './load.ts';
import type { SettledItem } from './settled.ts';
import type { Groupable } from '../../splits/group.ts';
import { splitByRule, type StoredRule } from '../../splits/rule.ts';
import { ensureSequences, refreshSequences } from './sequences.ts';

/**
 * Inserts items that the dataset does not have, with the sequences they are frames of; returns how many of these are new.
 * `rule`: the dataset's rule for splits, if it has one.
 */
export async function insertItems(
  tx: Transaction,
  datasetUid: string,
  items: readonly SettledItem[],
  rule: StoredRule | undefined,
  now: Date,
): Promise<number> {
  if (items.length === 0) return 0;
  const keys = new Set(items.flatMap(({ staged }) => staged.record.frame?.sequence ?? []));
  const sequences = await ensureSequences(tx, datasetUid, [...keys]);
  await copyRows(
    tx,
    `items (dataset_uid, uid, key, status, split, width, height, size_bytes, content_type, content_sha256, media,
      metadata, annotations_count, sequence_uid, view_key, frame_index, created_at, updated_at)`,
    items.map(
      ({ staged, staged: { key, record }, uid, width, height, media, annotations, ready }) => [
        datasetUid,
        uid,
        key,
        record.labelled ? 'completed' : 'unattempted',
        record.split ?? (rule && splitByRule(rule, groupable(staged))),
        width,
        height,
        media?.size ?? 0,
        media?.contentType,
        media?.sha256,
        media && JSON.stringify(media.place),
        JSON.stringify(record.metadata ?? {}),
        annotations.length + ready,
        record.frame && sequences.uids.get(record.frame.sequence),
        record.frame?.view,
        record.frame?.index,
        now,
        now,
      ],
    ),
  );
  await refreshSequences(tx, datasetUid, [...sequences.uids.values()]);
  return sequences.made;
}

function groupable({ key, record }: StagedItem): Groupable {
  return { key, sequence: record.frame?.sequence, metadata: record.metadata };
}

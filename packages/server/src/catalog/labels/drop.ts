import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { lockDataset } from '../datasets/lock.ts';
import { changeStats } from '../datasets/stats.ts';
import { refreshSequences } from '../imports/batch/sequences.ts';
import { removeIn, type Removed } from '../items/remove.ts';
import type { BookLabel } from './book.ts';
import { labelShared } from './errors.ts';

/** What goes with a label: items that have no other one, and their bytes. */
export type BesideLabels = 'nothing' | 'items' | 'items and sources';

/**
 * Deletes labels with their annotations; their class indexes are not given again. An item that had no other annotation in
 * the project is unlabelled again, or goes too. Returns items that went, whose bytes the caller drops after the commit. Throws
 * `label_shared` when a project of theirs has other datasets.
 */
export async function dropLabels(
  tx: Transaction,
  datasetUid: string,
  labels: readonly BookLabel[],
  beside: BesideLabels = 'nothing',
): Promise<Removed[]> {
  const uids = labels.flatMap((label) => label.uids);
  if (uids.length === 0) return [];
  await requireOwn(tx, datasetUid, uids);
  await lockDataset(tx, datasetUid);
  const removed = beside === 'nothing' ? [] : await dropItems(tx, datasetUid, uids, beside);
  await dropAnnotations(tx, datasetUid, uids);
  await tx.run(sql`
    insert into retired_labels (project_uid, class_index, name, retired_at)
    select project_uid, class_index, name, ${new Date()}::timestamptz from labels where uid = any(${uids}::uuid[])`);
  await tx.run(sql`delete from labels where uid = any(${uids}::uuid[])`);
  return removed;
}

/** Items that have annotations of these labels and no others. */
async function dropItems(
  tx: Transaction,
  datasetUid: string,
  uids: string[],
  beside: BesideLabels,
): Promise<Removed[]> {
  const items = await tx.rows<{ item_uid: string }>(sql`
    select distinct a.item_uid from annotations a
    where a.dataset_uid = ${datasetUid} and a.label_uid = any(${uids}::uuid[])
      and not exists (select 1 from annotations o where o.dataset_uid = ${datasetUid}
        and o.item_uid = a.item_uid and o.label_uid <> all(${uids}::uuid[]))`);
  const deleteSource = beside === 'items and sources';
  return removeIn(
    tx,
    datasetUid,
    items.map((row) => row.item_uid),
    { deleteSource },
  );
}

async function requireOwn(tx: Transaction, datasetUid: string, uids: string[]): Promise<void> {
  const shared = await tx.row<{ name: string }>(sql`
    select l.name from labels l join project_datasets pd on pd.project_uid = l.project_uid
    where l.uid = any(${uids}::uuid[]) and pd.dataset_uid <> ${datasetUid} limit 1`);
  if (shared) throw labelShared(shared.name);
}

async function dropAnnotations(tx: Transaction, datasetUid: string, uids: string[]): Promise<void> {
  const now = new Date();
  const dropped = await tx.rows<{ item_uid: string; count: number }>(sql`
    with gone as (
      delete from annotations where dataset_uid = ${datasetUid} and label_uid = any(${uids}::uuid[])
      returning item_uid)
    select item_uid, count(*) as count from gone group by item_uid`);
  if (dropped.length > 0) {
    await tx.run(sql`
      update items i set annotations_count = i.annotations_count - g.count, updated_at = ${now}
      from unnest(${dropped.map((row) => row.item_uid)}::uuid[], ${dropped.map((row) => row.count)}::int[])
        g (item_uid, count)
      where i.dataset_uid = ${datasetUid} and i.uid = g.item_uid`);
    // Completed without annotations would say that somebody looked and found nothing.
    await tx.run(sql`
      update tasks t set status = 'pending', updated_at = ${now}
      where t.dataset_uid = ${datasetUid} and t.status = 'completed'
        and t.item_uid = any(${dropped.map((row) => row.item_uid)}::uuid[])
        and t.project_uid in (select project_uid from labels where uid = any(${uids}::uuid[]))
        and not exists (select 1 from annotations a where a.dataset_uid = ${datasetUid}
          and a.item_uid = t.item_uid and a.project_uid = t.project_uid and a.state = 'confirmed')`);
    const opened = await tx.rows<{ sequence_uid: string | null }>(sql`
      update items i set status = 'unattempted'
      where i.dataset_uid = ${datasetUid} and i.uid = any(${dropped.map((row) => row.item_uid)}::uuid[])
        and not exists (select 1 from tasks t where t.dataset_uid = ${datasetUid} and t.item_uid = i.uid
          and t.status = 'completed') and i.status = 'completed'
      returning i.sequence_uid`);
    const sequences = new Set(opened.flatMap((row) => row.sequence_uid ?? []));
    await refreshSequences(tx, datasetUid, [...sequences]);
  }
  const annotations = -dropped.reduce((total, row) => total + row.count, 0);
  await changeStats(tx, datasetUid, { items: 0, sequences: 0, annotations, sizeBytes: 0 });
}

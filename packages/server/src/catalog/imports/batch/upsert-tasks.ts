import sql from 'sql-template-tag';
import { copyRows } from '../../../db/copy.ts';
import type { Transaction } from '../../../db/database.ts';
import { newUid } from '../../../db/ids.ts';
import { annotationsOffered } from './prepare.ts';
import type { Before, SettledItem, Taxonomy } from './settled.ts';
import { refreshSequences } from './sequences.ts';

/**
 * One task per item that somebody looked at or that has annotations. An import completes what was open and never opens
 * what was completed. What changes of items that were there already is noted in `before`.
 */
export async function upsertTasks(
  tx: Transaction,
  datasetUid: string,
  { projectUid }: Taxonomy,
  settled: readonly SettledItem[],
  before: Map<string, Before>,
  now: Date,
): Promise<void> {
  const items = settled.filter(
    (item) => item.staged.record.labelled || annotationsOffered(item) > 0,
  );
  if (items.length === 0) return;
  const old = items.filter((item) => item.existing);
  const tasks = await existingTasks(tx, datasetUid, projectUid, old);
  const labelled: string[] = [];
  for (const { uid, existing, staged } of old) {
    const task = tasks.get(uid) ?? null;
    const completes = staged.record.labelled && existing?.status === 'unattempted';
    const taskChanges = task === null || (staged.record.labelled && task === 'pending');
    if (!existing || !(completes || taskChanges)) continue;
    before.set(uid, {
      ...(completes ? { status: existing.status } : {}),
      ...(taskChanges ? { task } : {}),
      added: [],
    });
    if (completes) labelled.push(uid);
  }
  const fresh = items.filter((item) => !item.existing);
  await copyRows(
    tx,
    'tasks (dataset_uid, item_uid, project_uid, uid, status, created_at, updated_at)',
    fresh.map((item) => [datasetUid, item.uid, projectUid, newUid(), statusOf(item), now, now]),
  );
  if (old.length === 0) return;
  await tx.run(sql`
    insert into tasks (dataset_uid, item_uid, project_uid, uid, status, created_at, updated_at)
    select ${datasetUid}::uuid, t.item_uid, ${projectUid}::uuid, t.uid, t.status, ${now}::timestamptz, ${now}::timestamptz
    from unnest(${old.map((item) => item.uid)}::uuid[], ${old.map(() => newUid())}::uuid[], ${old.map(statusOf)}::text[])
      t(item_uid, uid, status)
    on conflict (dataset_uid, item_uid, project_uid)
      do update set status = excluded.status, updated_at = excluded.updated_at
      where tasks.status = 'pending' and excluded.status = 'completed'`);
  await completeItems(tx, datasetUid, labelled, now);
}

const statusOf = ({ staged }: SettledItem) => (staged.record.labelled ? 'completed' : 'pending');

async function existingTasks(
  tx: Transaction,
  datasetUid: string,
  projectUid: string,
  items: readonly SettledItem[],
): Promise<Map<string, string>> {
  if (items.length === 0) return new Map();
  const rows = await tx.rows<{ item_uid: string; status: string }>(sql`
    select item_uid, status from tasks where dataset_uid = ${datasetUid} and project_uid = ${projectUid}
      and item_uid = any(${items.map((item) => item.uid)}::uuid[])`);
  return new Map(rows.map((row) => [row.item_uid, row.status]));
}

async function completeItems(
  tx: Transaction,
  datasetUid: string,
  uids: readonly string[],
  now: Date,
): Promise<void> {
  if (uids.length === 0) return;
  const rows = await tx.rows<{ sequence_uid: string | null }>(sql`
    update items set status = 'completed', updated_at = ${now}
    where dataset_uid = ${datasetUid} and uid = any(${uids}::uuid[]) returning sequence_uid`);
  const sequences = new Set(rows.flatMap((row) => row.sequence_uid ?? []));
  await refreshSequences(tx, datasetUid, [...sequences]);
}

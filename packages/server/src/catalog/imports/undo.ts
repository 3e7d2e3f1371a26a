import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import type { Catalog } from '../context.ts';
import { lockDataset } from '../datasets/lock.ts';
import { changeStats } from '../datasets/stats.ts';
import type { Before } from './batch/settled.ts';
import { BATCH_ITEMS } from './batch/load.ts';
import { dropEmptySequences, refreshSequences } from './batch/sequences.ts';
import { claim } from './claim.ts';
import { mediaKey, THUMBNAIL_SIZES, thumbnailKey, type Import } from './model.ts';
import { dropUnpublished } from './publish.ts';

interface DoneRow {
  item_uid: string;
  outcome: string;
  detail: { uid: string; before: Before } | null;
}

/**
 * Takes back everything that the import added, batch by batch from the end, so that a killed undoing goes on too.
 * Objects go before the rows that know of them: the other way round a kill would leave them behind.
 */
export async function undo(catalog: Catalog, row: Import): Promise<Import> {
  await dropUnpublished(catalog, row);
  let current = row;
  while (current.published > 0) current = await undoBatch(catalog, current);
  await leaveProject(catalog, current);
  return current;
}

async function undoBatch(catalog: Catalog, row: Import): Promise<Import> {
  const { dataset_uid, uid, published } = row;
  const from = Math.max(0, published - BATCH_ITEMS);
  const done = await catalog.db.rows<DoneRow>(sql`
    select item_uid, coalesce(outcome, 'new') as outcome, case when outcome = 'unchanged' then detail end as detail from import_items
    where dataset_uid = ${dataset_uid} and import_uid = ${uid} and ordinal > ${from} and ordinal <= ${published}`);
  const added = done.filter((item) => item.outcome === 'new').map((item) => item.item_uid);
  for (const item of added) {
    if (!row.options.link) await catalog.store.delete(mediaKey(dataset_uid, item));
    for (const size of THUMBNAIL_SIZES) {
      await catalog.store.delete(thumbnailKey(dataset_uid, item, size));
    }
  }
  const changed = done.flatMap((item) => item.detail ?? []);
  return catalog.db.transaction(async (tx) => {
    await claim(tx, row);
    await lockDataset(tx, dataset_uid);
    const gone = await deleteItems(tx, dataset_uid, added);
    const annotations = await restoreItems(tx, row, changed);
    if (added.length > 0 || changed.length > 0) {
      await changeStats(tx, dataset_uid, { ...gone, annotations: gone.annotations - annotations });
    }
    await tx.run(
      sql`update imports set published = ${from}, updated_at = ${new Date()} where uid = ${uid}`,
    );
    return { ...row, published: from };
  });
}

async function deleteItems(tx: Transaction, datasetUid: string, uids: readonly string[]) {
  const rows = await tx.rows<{ annotations: number; size: number; sequence: string | null }>(sql`
    delete from items where dataset_uid = ${datasetUid} and uid = any(${uids}::uuid[])
    returning annotations_count as annotations, size_bytes as size, sequence_uid as sequence`);
  const sequences = [...new Set(rows.flatMap((row) => row.sequence ?? []))];
  const dropped = await dropEmptySequences(tx, datasetUid, sequences);
  await refreshSequences(tx, datasetUid, sequences);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return {
    items: -rows.length,
    sequences: -dropped,
    annotations: -sum(rows.map((row) => row.annotations)),
    sizeBytes: -sum(rows.map((row) => row.size)),
  };
}

/** Puts items that were there before back to what they were; returns how many annotations went. */
async function restoreItems(
  tx: Transaction,
  row: Import,
  changed: readonly { uid: string; before: Before }[],
): Promise<number> {
  let removed = 0;
  const now = new Date();
  for (const { uid, before } of changed) {
    const item = sql`dataset_uid = ${row.dataset_uid} and item_uid = ${uid}`;
    const gone = await tx.run(
      sql`delete from annotations where ${item} and uid = any(${before.added}::uuid[])`,
    );
    removed += gone;
    if (before.confirmed) {
      await tx.run(
        sql`update annotations set state = 'proposed' where ${item} and uid = any(${before.confirmed}::uuid[])`,
      );
    }
    await restoreTask(tx, row, uid, before.task, now);
    const status = before.status ?? null;
    await tx.run(sql`
      update items set annotations_count = annotations_count - ${gone}, updated_at = ${now},
        status = case when status = 'completed' then coalesce(${status}, status) else status end
      where dataset_uid = ${row.dataset_uid} and uid = ${uid}`);
  }
  await refreshSequences(tx, row.dataset_uid, await sequencesOf(tx, row.dataset_uid, changed));
  return removed;
}

async function restoreTask(
  tx: Transaction,
  row: Import,
  itemUid: string,
  was: Before['task'],
  now: Date,
): Promise<void> {
  if (was === undefined) return;
  const task = sql`dataset_uid = ${row.dataset_uid} and item_uid = ${itemUid} and project_uid = ${row.project_uid}`;
  await tx.run(
    was === null
      ? sql`delete from tasks where ${task}`
      : sql`update tasks set status = ${was}, updated_at = ${now} where ${task} and status = 'completed'`,
  );
}

async function sequencesOf(
  tx: Transaction,
  datasetUid: string,
  changed: readonly { uid: string }[],
): Promise<string[]> {
  const rows = await tx.rows<{ sequence_uid: string }>(sql`
    select distinct sequence_uid from items where dataset_uid = ${datasetUid} and sequence_uid is not null
      and uid = any(${changed.map((item) => item.uid)}::uuid[])`);
  return rows.map((found) => found.sequence_uid);
}

/** Removes the project that the import made, or its tie to the dataset, unless somebody uses it by now. */
async function leaveProject(catalog: Catalog, row: Import): Promise<void> {
  const { made } = (await catalog.db.row<{ made: { project?: boolean; link?: boolean } }>(
    sql`select made from imports where uid = ${row.uid}`,
  )) ?? { made: {} };
  if (!made.link || row.project_uid === null) return;
  const used = await catalog.db.row(sql`
    select 1 from tasks where dataset_uid = ${row.dataset_uid} and project_uid = ${row.project_uid} limit 1`);
  if (used) return;
  await catalog.db.run(sql`
    delete from project_datasets where project_uid = ${row.project_uid} and dataset_uid = ${row.dataset_uid}`);
  if (!made.project) return;
  await catalog.db.run(sql`
    delete from projects p where p.uid = ${row.project_uid} and not exists (
      select 1 from project_datasets d where d.project_uid = p.uid)`);
}

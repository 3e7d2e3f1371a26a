import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { newUid } from '../../db/ids.ts';
import { refreshSequences } from '../imports/batch/sequences.ts';
import { goneOf, type ReadyEdit } from './write.ts';

/** A task whose annotations have changed; `completed` as somebody said it, else null. */
interface Touched {
  item: string;
  project: string;
  completed: boolean | null;
}

/**
 * Completes or opens the tasks of the projects whose annotations have changed, and of their items' status what follows
 * from it. A project that says that there is nothing on an item is left alone by what happens in another one.
 */
export async function updateTasks(
  tx: Transaction,
  datasetUid: string,
  edits: readonly ReadyEdit[],
  now: Date,
): Promise<void> {
  const touched = edits.flatMap(touchedBy);
  if (touched.length > 0) await settle(tx, datasetUid, touched, now);
  const said = edits.filter(
    (one) => one.edit.completed !== undefined && touchedBy(one).length === 0,
  );
  if (said.length > 0) await say(tx, datasetUid, said, now);
  await updateStatus(tx, datasetUid, edits, now);
}

function touchedBy(one: ReadyEdit): Touched[] {
  const { item, edit, put } = one;
  const gone = goneOf(one).flatMap((uid) => item.existing.get(uid)?.project_uid ?? []);
  const moved = put.flatMap(({ uid }) => item.existing.get(uid)?.project_uid ?? []);
  const projects = new Set([...put.map(({ label }) => label.project_uid), ...moved, ...gone]);
  const completed = edit.completed ?? null;
  return [...projects].map((project) => ({ item: item.uid, project, completed }));
}

/** Proposals alone label nothing. */
async function settle(tx: Transaction, datasetUid: string, touched: Touched[], now: Date) {
  await tx.run(sql`
    insert into tasks (dataset_uid, item_uid, project_uid, uid, status, created_at, updated_at)
    select ${datasetUid}::uuid, t.item_uid, t.project_uid, t.uid,
      case when coalesce(t.completed, exists (
        select 1 from annotations a where a.dataset_uid = ${datasetUid} and a.item_uid = t.item_uid
          and a.project_uid = t.project_uid and a.state = 'confirmed')) then 'completed' else 'pending' end,
      ${now}::timestamptz, ${now}::timestamptz
    from unnest(${touched.map((one) => one.item)}::uuid[], ${touched.map((one) => one.project)}::uuid[],
      ${touched.map(() => newUid())}::uuid[], ${touched.map((one) => one.completed)}::boolean[])
      t (item_uid, project_uid, uid, completed)
    on conflict (dataset_uid, item_uid, project_uid)
      do update set status = excluded.status, updated_at = excluded.updated_at
      where tasks.status <> excluded.status`);
}

/** Of items without annotations: the tasks that they have. */
async function say(tx: Transaction, datasetUid: string, edits: ReadyEdit[], now: Date) {
  await tx.run(sql`
    update tasks t set status = case when e.completed then 'completed' else 'pending' end, updated_at = ${now}
    from unnest(${edits.map(({ item }) => item.uid)}::uuid[],
      ${edits.map(({ edit }) => edit.completed ?? null)}::boolean[]) e (item_uid, completed)
    where t.dataset_uid = ${datasetUid} and t.item_uid = e.item_uid
      and t.status <> case when e.completed then 'completed' else 'pending' end`);
}

/** As an import does: an item that nobody had looked at is completed with its first task, and open again with its last. */
async function updateStatus(
  tx: Transaction,
  datasetUid: string,
  edits: readonly ReadyEdit[],
  now: Date,
): Promise<void> {
  const rows = await tx.rows<{ sequence_uid: string | null }>(sql`
    update items i set updated_at = ${now},
      status = case i.status when 'completed' then 'unattempted' else 'completed' end
    where i.dataset_uid = ${datasetUid} and i.uid = any(${edits.map(({ item }) => item.uid)}::uuid[])
      and i.status in ('unattempted', 'completed')
      and (i.status = 'completed') <> exists (select 1 from tasks t
        where t.dataset_uid = ${datasetUid} and t.item_uid = i.uid and t.status = 'completed')
    returning i.sequence_uid`);
  const sequences = new Set(rows.flatMap((row) => row.sequence_uid ?? []));
  await refreshSequences(tx, datasetUid, [...sequences]);
}

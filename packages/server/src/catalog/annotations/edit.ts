import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { lockDataset } from '../datasets/lock.ts';
import type { DatasetHome } from '../datasets/row.ts';
import { changeStats } from '../datasets/stats.ts';
import { CatalogError, notFound } from '../errors.ts';
import { holdLabels, labelFinder } from './labels.ts';
import type { ItemEdit } from './model.ts';
import { prepareEdit, type EditedItem } from './prepare.ts';
import { updateTasks } from './tasks.ts';
import { putAnnotations, removeAnnotations, updateItems, type ReadyEdit } from './write.ts';

export type EditedDataset = Pick<DatasetHome, 'uid' | 'owner_uid'>;

export interface EditOptions {
  /** Labels that no project of the dataset has are made, instead of refused. */
  createLabels?: boolean;
}

/** What became of an edit: the uids of what it put, in its order, or why nothing of it was done. */
export type EditResult = { uids: string[]; error?: never } | { error: CatalogError; uids?: never };

/**
 * Edits the annotations of items, in one transaction and a number of statements that does not grow with them. An edit that
 * is at fault (`invalid`; `not_found`: no such item) is not done, the others are. Throws `forbidden`.
 */
export async function editItems(
  ctx: Context,
  dataset: EditedDataset,
  edits: readonly ItemEdit[],
  options: EditOptions = {},
): Promise<EditResult[]> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  if (edits.length === 0) return [];
  return ctx.db.transaction((tx) => editIn(tx, dataset, edits, options));
}

/** One edit; throws what is wrong with it. Returns the uids of what it put. */
export async function editItem(
  ctx: Context,
  dataset: EditedDataset,
  edit: ItemEdit,
  options?: EditOptions,
): Promise<string[]> {
  const [result] = await editItems(ctx, dataset, [edit], options);
  if (!result) throw notFound();
  if (result.error) throw result.error;
  return result.uids;
}

/** The same in a transaction of the caller, who has asked for the right. Of two edits of an item the second is refused. */
export async function editIn(
  tx: Transaction,
  dataset: EditedDataset,
  edits: readonly ItemEdit[],
  { createLabels = false }: EditOptions,
): Promise<EditResult[]> {
  const wanted = edits.flatMap((edit) => edit.put);
  if (wanted.length > 0) await holdLabels(tx, dataset.uid);
  await lockDataset(tx, dataset.uid);
  const findLabel = await labelFinder(tx, dataset, wanted, createLabels);
  const items = await editedItems(tx, dataset.uid, edits);
  const ready: ReadyEdit[] = [];
  const results = edits.map((edit): EditResult => {
    const item = items.get(edit.itemUid);
    if (!item || edit.requires?.some((uid) => !item.existing.has(uid))) {
      return { error: notFound() };
    }
    items.delete(edit.itemUid);
    try {
      const put = prepareEdit(item, edit, findLabel);
      ready.push({ item, edit, put });
      return { uids: put.map((one) => one.uid) };
    } catch (error) {
      if (error instanceof CatalogError) return { error };
      throw error;
    }
  });
  if (ready.length > 0) await apply(tx, dataset.uid, ready);
  return results;
}

async function apply(tx: Transaction, datasetUid: string, ready: ReadyEdit[]): Promise<void> {
  const now = new Date();
  const gone = await removeAnnotations(tx, datasetUid, ready);
  const added = await putAnnotations(tx, datasetUid, ready, now);
  await updateItems(tx, datasetUid, ready, now);
  await updateTasks(tx, datasetUid, ready, now);
  const annotations = added - gone;
  await changeStats(tx, datasetUid, { items: 0, sequences: 0, annotations, sizeBytes: 0 });
}

async function editedItems(
  tx: Transaction,
  datasetUid: string,
  edits: readonly ItemEdit[],
): Promise<Map<string, EditedItem>> {
  const uids = edits.map((edit) => edit.itemUid);
  const items = await tx.rows<Omit<EditedItem, 'existing'>>(sql`
    select uid, width, height from items where dataset_uid = ${datasetUid} and uid = any(${uids}::uuid[])
    order by uid for update`);
  const annotations = await tx.rows<{
    item_uid: string;
    uid: string;
    type: string;
    project_uid: string;
  }>(sql`
    select item_uid, uid, type, project_uid from annotations
    where dataset_uid = ${datasetUid} and item_uid = any(${uids}::uuid[])`);
  const existing = new Map(
    items.map((item) => [item.uid, new Map<string, { type: string; project_uid: string }>()]),
  );
  for (const { item_uid, uid, ...one } of annotations) existing.get(item_uid)?.set(uid, one);
  return new Map(
    items.map((item) => [item.uid, { ...item, existing: existing.get(item.uid) ?? new Map() }]),
  );
}

import sql from 'sql-template-tag';
import { copyRows, type CopyValue } from '../../../db/copy.ts';
import type { Transaction } from '../../../db/database.ts';
import type { Before, SettledItem, Taxonomy } from './settled.ts';

/**
 * Inserts the annotations that the items do not have, and confirms those that they have as proposals when they are brought
 * as final. What that changes of items that were there is noted in `before`.
 */
export async function insertAnnotations(
  tx: Transaction,
  datasetUid: string,
  { projectUid, labels, state }: Taxonomy,
  settled: readonly SettledItem[],
  before: Map<string, Before>,
  now: Date,
): Promise<void> {
  if (settled.every((item) => item.annotations.length === 0)) return;
  const known = await knownAnnotations(tx, datasetUid, settled);
  const rows: CopyValue[][] = [];
  const time = now.toISOString();
  for (const item of settled) {
    const added: string[] = [];
    const confirmed: string[] = [];
    for (const { uid, label, type, geometry, attributes } of item.annotations) {
      const labelUid = labels.get(label);
      if (!labelUid) throw new Error(`The label ${label} has been deleted from the project.`);
      const was = item.existing && known.get(`${item.uid} ${uid}`);
      if (was === 'proposed' && state === 'confirmed') confirmed.push(uid);
      if (was !== undefined) continue;
      added.push(uid);
      rows.push([
        ...[datasetUid, item.uid, uid, projectUid, labelUid, type, geometry, attributes],
        ...[state, time, time],
      ]);
    }
    if (item.existing && added.length + confirmed.length > 0) {
      const changed = { added, ...(confirmed.length > 0 && { confirmed }) };
      before.set(item.uid, { ...before.get(item.uid), ...changed });
    }
  }
  await copyRows(
    tx,
    `annotations (dataset_uid, item_uid, uid, project_uid, label_uid, type, geometry, attributes,
      state, created_at, updated_at)`,
    rows,
  );
  await confirm(tx, datasetUid, before, now);
  await countOnItems(tx, datasetUid, before, now);
}

async function confirm(
  tx: Transaction,
  datasetUid: string,
  before: ReadonlyMap<string, Before>,
  now: Date,
): Promise<void> {
  const found = [...before].flatMap(([item, { confirmed = [] }]) =>
    confirmed.map((uid) => ({ item, uid })),
  );
  if (found.length === 0) return;
  await tx.run(sql`
    update annotations a set state = 'confirmed', updated_at = ${now}
    from unnest(${found.map(({ item }) => item)}::uuid[], ${found.map(({ uid }) => uid)}::uuid[]) c(item_uid, uid)
    where a.dataset_uid = ${datasetUid} and a.item_uid = c.item_uid and a.uid = c.uid`);
}

/** State by item and uid. */
async function knownAnnotations(
  tx: Transaction,
  datasetUid: string,
  settled: readonly SettledItem[],
): Promise<Map<string, string>> {
  const uids = settled.filter((item) => item.existing).map((item) => item.uid);
  if (uids.length === 0) return new Map();
  const rows = await tx.rows<{ item_uid: string; uid: string; state: string }>(sql`
    select item_uid, uid, state from annotations
    where dataset_uid = ${datasetUid} and item_uid = any(${uids}::uuid[])`);
  return new Map(rows.map((row) => [`${row.item_uid} ${row.uid}`, row.state]));
}

async function countOnItems(
  tx: Transaction,
  datasetUid: string,
  before: ReadonlyMap<string, Before>,
  now: Date,
): Promise<void> {
  const changed = [...before].filter(([, was]) => was.added.length > 0);
  if (changed.length === 0) return;
  await tx.run(sql`
    update items i set annotations_count = annotations_count + c.added, updated_at = ${now}
    from unnest(${changed.map(([uid]) => uid)}::uuid[], ${changed.map(([, was]) => was.added.length)}::integer[])
      c(uid, added)
    where i.dataset_uid = ${datasetUid} and i.uid = c.uid`);
}

import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import type { ItemEdit } from './model.ts';
import type { EditedItem, PreparedAnnotation } from './prepare.ts';

/** An edit that has been checked. */
export interface ReadyEdit {
  item: EditedItem;
  edit: ItemEdit;
  put: PreparedAnnotation[];
}

/** Removes what the edits take away. Returns how many annotations went. */
export async function removeAnnotations(
  tx: Transaction,
  datasetUid: string,
  edits: readonly ReadyEdit[],
): Promise<number> {
  const gone = edits.flatMap((one) => goneOf(one).map((uid) => ({ item: one.item.uid, uid })));
  if (gone.length === 0) return 0;
  // A relation without one of its spans says nothing.
  return tx.run(sql`
    delete from annotations a
    using unnest(${gone.map((one) => one.item)}::uuid[], ${gone.map((one) => one.uid)}::uuid[]) g (item_uid, uid)
    where a.dataset_uid = ${datasetUid} and a.item_uid = g.item_uid and (a.uid = g.uid
      or (a.type = 'text_relation' and g.uid::text in (a.geometry->>'from', a.geometry->>'to')))`);
}

/** Uids of the annotations that an edit takes away, relations that need them aside. */
export function goneOf({ item, edit, put }: ReadyEdit): string[] {
  const stays = new Set(put.map((one) => one.uid));
  const uids = edit.remove === 'others' ? [...item.existing.keys()] : edit.remove;
  return uids.filter((uid) => !stays.has(uid));
}

/** Writes what the edits put. Returns how many annotations are new. */
export async function putAnnotations(
  tx: Transaction,
  datasetUid: string,
  edits: readonly ReadyEdit[],
  now: Date,
): Promise<number> {
  const rows = edits.flatMap(({ item, put }) => put.map((one) => ({ ...one, item: item.uid })));
  if (rows.length === 0) return 0;
  await tx.run(sql`
    insert into annotations (dataset_uid, item_uid, uid, project_uid, label_uid, type, geometry, attributes, state,
      author, created_at, updated_at)
    select ${datasetUid}::uuid, r.item_uid, r.uid, r.project_uid, r.label_uid, r.type, r.geometry::jsonb,
      r.attributes::jsonb, r.state, r.author, ${now}::timestamptz, ${now}::timestamptz
    from unnest(${rows.map((row) => row.item)}::uuid[], ${rows.map((row) => row.uid)}::uuid[],
      ${rows.map((row) => row.label.project_uid)}::uuid[], ${rows.map((row) => row.label.uid)}::uuid[],
      ${rows.map((row) => row.type)}::text[], ${rows.map((row) => row.geometry)}::text[],
      ${rows.map((row) => row.attributes)}::text[], ${rows.map((row) => row.state)}::text[],
      ${rows.map((row) => row.author)}::text[])
      r (item_uid, uid, project_uid, label_uid, type, geometry, attributes, state, author)
    on conflict (dataset_uid, item_uid, uid) do update set project_uid = excluded.project_uid,
      label_uid = excluded.label_uid, type = excluded.type, geometry = excluded.geometry,
      attributes = excluded.attributes, state = excluded.state, author = excluded.author,
      updated_at = excluded.updated_at`);
  return edits.reduce(
    (sum, { item, put }) => sum + put.filter((one) => !item.existing.has(one.uid)).length,
    0,
  );
}

/** Brings the items themselves up to date: how many annotations they have, their metadata and their split. */
export async function updateItems(
  tx: Transaction,
  datasetUid: string,
  edits: readonly ReadyEdit[],
  now: Date,
): Promise<void> {
  const uids = edits.map(({ item }) => item.uid);
  await tx.run(sql`
    update items i set updated_at = ${now}, annotations_count = (
        select count(*) from annotations a where a.dataset_uid = ${datasetUid} and a.item_uid = i.uid),
      metadata = (i.metadata - string_to_array(e.gone, chr(10))) || e.metadata::jsonb,
      split = case when e.splits then e.split else i.split end
    from unnest(${uids}::uuid[], ${edits.map(({ edit }) => setNames(edit))}::text[],
      ${edits.map(({ edit }) => nullNames(edit))}::text[],
      ${edits.map(({ edit }) => edit.split !== undefined)}::boolean[],
      ${edits.map(({ edit }) => edit.split ?? null)}::text[]) e (uid, metadata, gone, splits, split)
    where i.dataset_uid = ${datasetUid} and i.uid = e.uid`);
}

const setNames = ({ metadata = {} }: ItemEdit) =>
  JSON.stringify(
    Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== null)),
  );

/** No name of metadata that is taken away has a line feed. */
const nullNames = ({ metadata = {} }: ItemEdit) =>
  Object.keys(metadata)
    .filter((name) => metadata[name] === null)
    .join('\n');

import sql from 'sql-template-tag';
import type { AnnotationRecord, ItemRecord } from '../../../formats/model.ts';
import type { Queryable } from '../../../db/database.ts';
import type { Import } from '../model.ts';
import { existingItems, type ExistingItem } from './existing.ts';

/** Items published in one transaction: enough for COPY to pay, few enough to be undone or lost in a moment. */
export const BATCH_ITEMS = 2_000;
/** Of these the items whose files are copied: a second's work or two. */
const BATCH_FILES = 500;
/** Characters of annotations to be looked at in a batch, several times that in memory; an item with more is a batch of its own. */
const BATCH_CHARACTERS = 2 * 1024 * 1024;

export interface StagedItem {
  ordinal: number;
  ref: string;
  key: string;
  record: Omit<ItemRecord, 'ref' | 'key'>;
  item_uid: string;
  /** Code of the reason when it was refused before anything was looked at. */
  refusal: string | null;
  /** How many the source has for it. */
  annotations: number;
  characters: number | null;
  /** Images in between take all of the annotations as they are; null when each has to be looked at. */
  min_width: number | null;
  max_width: number | null;
  min_height: number | null;
  max_height: number | null;
}

export interface StagedBatch {
  items: StagedItem[];
  /** By key. */
  existing: Map<string, ExistingItem>;
  /** By `ref`, of the items whose annotations have to be looked at as far as that is known. */
  annotations: Map<string, AnnotationRecord[]>;
}

/** The next items after the ordinal `after` in source order. */
export async function loadBatch(db: Queryable, row: Import, after: number): Promise<StagedBatch> {
  const found = await db.rows<StagedItem>(sql`
    select i.ordinal, i.ref, i.key, i.record, i.item_uid,
      case when i.outcome = 'refused' then i.detail->>'code' end as refusal, a.*
    from import_items i
    cross join lateral (
      select count(*) as annotations, sum(size) as characters,
        case when bool_and(record is null) then max(min_width) end as min_width, min(max_width) as max_width,
        max(min_height) as min_height, min(max_height) as max_height
      from import_annotations
      where dataset_uid = ${row.dataset_uid} and import_uid = ${row.uid} and ref = i.ref) a
    where i.dataset_uid = ${row.dataset_uid} and i.import_uid = ${row.uid} and i.ordinal > ${after}
    order by i.ordinal limit ${BATCH_ITEMS}`);
  const keys = found.map((item) => item.key);
  const existing = await existingItems(db, row.dataset_uid, keys);
  const toLookAt = (item: StagedItem) =>
    existing.has(item.key) || !takesAll(item, item.record.width ?? NaN, item.record.height ?? NaN);
  const items = withinBudget(found, toLookAt);
  const refs = items.filter(toLookAt).map((item) => item.ref);
  return { items, existing, annotations: await loadAnnotations(db, row, refs) };
}

/** Whether an image of that size in pixels takes all of the item's annotations as they were staged. */
export function takesAll(item: StagedItem, width: number, height: number): boolean {
  if (item.annotations === 0) return true;
  const { min_width, max_width, min_height, max_height } = item;
  const fits = (pixels: number, min: number | null, max: number | null) =>
    min !== null && max !== null && pixels >= min && pixels <= max;
  return fits(width, min_width, max_width) && fits(height, min_height, max_height);
}

/** Annotations as their source had them, by `ref`, in source order. */
export async function loadAnnotations(
  db: Queryable,
  row: Import,
  refs: readonly string[],
): Promise<Map<string, AnnotationRecord[]>> {
  const annotations = new Map<string, AnnotationRecord[]>();
  if (refs.length === 0) return annotations;
  const rows = await db.rows<
    { ref: string; record: AnnotationRecord | null } & AnnotationRecord
  >(sql`
    select ref, record, label, geometry, attributes, origin from import_annotations
    where dataset_uid = ${row.dataset_uid} and import_uid = ${row.uid} and ref = any(${refs})
    order by ref, ordinal`);
  for (const { ref, record, ...columns } of rows) {
    const list = annotations.get(ref);
    if (list) list.push(record ?? columns);
    else annotations.set(ref, [record ?? columns]);
  }
  return annotations;
}

function withinBudget(items: StagedItem[], toLookAt: (item: StagedItem) => boolean): StagedItem[] {
  let characters = 0;
  let files = 0;
  const end = items.findIndex((item, i) => {
    if (toLookAt(item)) characters += item.characters ?? 0;
    files += item.record.path === undefined ? 0 : 1;
    return (i > 0 && characters > BATCH_CHARACTERS) || files > BATCH_FILES;
  });
  return end === -1 ? items : items.slice(0, end);
}

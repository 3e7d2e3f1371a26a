import sql from 'sql-template-tag';
import type { AnnotationRecord, ItemRecord } from '../../../formats/model.ts';
import type { Queryable } from '../../../db/database.ts';
import type { Import } from '../model.ts';

/** Items published in one transaction: enough for COPY to pay, few enough to be undone or lost in a moment. */
export const BATCH_ITEMS = 2_000;
/** Of these the items whose files are copied: a second's work or two. */
const BATCH_FILES = 500;
/** Characters of annotations in a batch, several times that in memory; a single item with more is a batch of its own. */
const BATCH_CHARACTERS = 2 * 1024 * 1024;

export interface StagedItem {
  ordinal: number;
  ref: string;
  key: string;
  record: Omit<ItemRecord, 'ref' | 'key'>;
  item_uid: string;
  /** Code of the reason when it was refused before anything was looked at. */
  refusal: string | null;
}

export interface StagedBatch {
  items: StagedItem[];
  annotations: Map<string, AnnotationRecord[]>;
}

/** The next items after the ordinal `after` in source order, with their annotations by `ref`. */
export async function loadBatch(db: Queryable, row: Import, after: number): Promise<StagedBatch> {
  const mine = sql`dataset_uid = ${row.dataset_uid} and import_uid = ${row.uid}`;
  const found = await db.rows<StagedItem>(sql`
    select ordinal, ref, key, record, item_uid, case when outcome = 'refused' then detail->>'code' end as refusal
    from import_items where ${mine} and ordinal > ${after} order by ordinal limit ${BATCH_ITEMS}`);
  const sizes = await db.rows<{ ref: string; characters: number }>(sql`
    select ref, sum(size) as characters from import_annotations
    where ${mine} and ref = any(${found.map((item) => item.ref)}) group by ref`);
  const items = withinBudget(found, new Map(sizes.map(({ ref, characters }) => [ref, characters])));
  const rows = await db.rows<{ ref: string; record: AnnotationRecord }>(sql`
    select ref, record from import_annotations
    where ${mine} and ref = any(${items.map((item) => item.ref)}) order by ref, ordinal`);
  const annotations = new Map<string, AnnotationRecord[]>();
  for (const { ref, record } of rows) {
    const list = annotations.get(ref);
    if (list) list.push(record);
    else annotations.set(ref, [record]);
  }
  return { items, annotations };
}

function withinBudget(items: StagedItem[], sizes: Map<string, number>): StagedItem[] {
  let characters = 0;
  let files = 0;
  const end = items.findIndex((item, i) => {
    characters += sizes.get(item.ref) ?? 0;
    files += item.record.path === undefined ? 0 : 1;
    return (i > 0 && characters > BATCH_CHARACTERS) || files > BATCH_FILES;
  });
  return end === -1 ? items : items.slice(0, end);
}

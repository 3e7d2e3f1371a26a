import sql from 'sql-template-tag';
import type { Transaction } from '../../../db/database.ts';
import type { Import } from '../model.ts';
import type { SettledItem, Taxonomy } from './settled.ts';

/**
 * Moves the annotations that new items take as they were staged, inside of the database. Their uids are those of
 * `annotationUid`. Throws when a label has been deleted since it was staged.
 */
export async function insertReady(
  tx: Transaction,
  row: Import,
  { projectUid, state }: Taxonomy,
  settled: readonly SettledItem[],
  now: Date,
): Promise<void> {
  const items = settled.filter((item) => item.ready > 0);
  if (items.length === 0) return;
  const made = await tx.run(sql`
    insert into annotations (dataset_uid, item_uid, uid, project_uid, label_uid, type, geometry, attributes,
      state, created_at, updated_at)
    select ${row.dataset_uid}::uuid, a.item_uid,
      encode(set_byte(set_byte(h.bytes, 6, get_byte(h.bytes, 6) & 15 | 128), 8, get_byte(h.bytes, 8) & 63 | 128),
        'hex')::uuid,
      l.project_uid, l.uid, a.geometry->>'type', a.geometry, a.attributes, ${state},
      ${now}::timestamptz, ${now}::timestamptz
    from (
      select i.item_uid, s.label, s.geometry, s.attributes, s.content,
        row_number() over (partition by i.item_uid, s.content order by s.ordinal) - 1 as occurrence
      from unnest(${items.map((item) => item.staged.ref)}::text[], ${items.map((item) => item.uid)}::uuid[])
        i(ref, item_uid)
      join import_annotations s
        on s.dataset_uid = ${row.dataset_uid} and s.import_uid = ${row.uid} and s.ref = i.ref) a
    join labels l on l.project_uid = ${projectUid} and l.name = a.label
    cross join lateral (
      select substring(sha256(convert_to(format('["annotation","%s","%s","%s","%s"]', l.project_uid, a.item_uid,
        encode(a.content, 'hex'), a.occurrence), 'UTF8')) from 1 for 16) as bytes offset 0) h`);
  const expected = items.reduce((sum, item) => sum + item.ready, 0);
  if (made !== expected) {
    throw new Error('A label of the import has been deleted from the project.');
  }
}

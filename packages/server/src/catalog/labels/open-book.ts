import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { LabelBook, type BookLabel } from './book.ts';
import type { LabelProfile } from './model.ts';

type Row = Partial<LabelProfile> & { uid: string; name: string; color: string };

/** The labels of a dataset's projects, to be changed: nobody else changes them until the end of the transaction. */
export async function openBook(
  tx: Transaction,
  datasetUid: string,
  triplets: boolean,
): Promise<LabelBook> {
  await tx.rows(sql`
    select 1 from projects p join project_datasets pd on pd.project_uid = p.uid
    where pd.dataset_uid = ${datasetUid} order by p.uid for update of p`);
  const rows = await tx.rows<Row>(sql`
    select l.uid, l.name, l.color, f.entity, f.shape, f.shortcut, f.from_type, f.to_type, f.attributes
    from project_datasets pd join labels l on l.project_uid = pd.project_uid
      left join label_profiles f on f.label_uid = l.uid
    where pd.dataset_uid = ${datasetUid} order by l.project_uid, l.class_index`);
  const byName = new Map<string, BookLabel>();
  for (const row of rows) {
    const known = byName.get(row.name);
    if (known) known.uids.push(row.uid);
    else byName.set(row.name, toLabel(row));
  }
  return new LabelBook([...byName.values()], triplets);
}

/** Of labels that share a name, the first says what they are. */
const toLabel = (row: Row): BookLabel => ({
  uids: [row.uid],
  state: 'kept',
  name: row.name,
  color: row.color,
  entity: row.entity ?? false,
  shape: row.shape ?? null,
  shortcut: row.shortcut ?? null,
  from_type: row.from_type ?? null,
  to_type: row.to_type ?? null,
  attributes: row.attributes ?? [],
});

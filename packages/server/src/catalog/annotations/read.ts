import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import type { StoredAnnotation } from './model.ts';

/** The annotations of some items of a dataset, by item, then in the order in which they were made. */
export function annotationsOf(
  db: Queryable,
  datasetUid: string,
  itemUids: readonly string[],
): Promise<StoredAnnotation[]> {
  if (itemUids.length === 0) return Promise.resolve([]);
  return db.rows<StoredAnnotation>(sql`
    select a.item_uid, a.uid, a.project_uid, l.name as label, a.geometry, a.attributes, a.state, a.author,
      a.created_at, a.updated_at
    from annotations a join labels l on l.uid = a.label_uid
    where a.dataset_uid = ${datasetUid} and a.item_uid = any(${itemUids}::uuid[])
    order by a.item_uid, a.created_at, a.uid`);
}

import sql, { raw } from 'sql-template-tag';
import type { Database } from '@sheaf/server/dist/db/database.js';
import type { Manifest } from '../dataset/manifest.ts';
import { findDataset } from '../machine/workplace.ts';
import { mustEqual } from './wrong.ts';

const tables = ['items', 'tasks', 'annotations'] as const;

export type TableHashes = Record<string, { count: number; hash: string }>;

/** Rows and a hash of each big table that does not depend on the order of the rows. */
export async function tableHashes(db: Database): Promise<TableHashes> {
  const found: TableHashes = {};
  for (const table of tables) {
    const row = await db.row<{ count: number; hash: string }>(sql`
      select count(*) as count, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text as hash
      from ${raw(table)} t`);
    if (row) found[table] = row;
  }
  return found;
}

/** Whether the database holds what the generator wrote. Throws WrongResult. */
export async function checkLoaded(db: Database, manifest: Manifest): Promise<void> {
  const { datasetUid } = await findDataset(db);
  const counted = await db.row<{ items: number; empty: number; annotations: number }>(sql`
    select count(*) as items, count(*) filter (where annotations_count = 0) as empty,
      sum(annotations_count) as annotations
    from items where dataset_uid = ${datasetUid}`);
  mustEqual('Items, empty items and annotations', counted && numbers(counted), {
    items: manifest.items,
    empty: manifest.empty,
    annotations: manifest.annotations,
  });
  const classes = await db.rows<{ name: string; count: number }>(sql`
    select l.name, count(*) as count from annotations a join labels l on l.uid = a.label_uid
    where a.dataset_uid = ${datasetUid} group by l.name`);
  const found = Object.fromEntries(classes.map(({ name, count }) => [name, count]));
  mustEqual('Annotations by class', sortedObject(found), sortedObject(manifest.classes));
}

const numbers = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]));

export const sortedObject = (object: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1)));

import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../../db/database.ts';
import type { ItemCount } from './count.ts';

/** What was counted, and the state of the dataset that it was counted in. */
export interface KeptCount extends ItemCount {
  revision: number;
}

/** Milliseconds. What took less is counted again as quickly as it is looked up. */
const WORTH_MS = 5;

/** Counts that are kept, of some hundred bytes each. */
const MOST = 1_000;

const kept = new WeakMap<Database, Map<string, KeptCount>>();

/** The count of the filter, if there was one; it holds while the dataset is what it was (`isFresh`). */
export const keptCount = (db: Database, datasetUid: string, where: Sql): KeptCount | undefined =>
  kept.get(db)?.get(nameOf(datasetUid, where));

/** Whether a count that was kept still holds, in one statement. */
export async function isFresh(
  db: Database,
  datasetUid: string,
  { revision }: KeptCount,
): Promise<boolean> {
  const [stats] = await db.prepared<{ revision: number }>(
    sql`select revision from dataset_stats where dataset_uid = ${datasetUid}`,
  );
  return stats?.revision === revision;
}

/** Keeps a count that took `ms`, if that was long. The one of a state before is forgotten. */
export function keepCount(
  db: Database,
  datasetUid: string,
  where: Sql,
  count: KeptCount,
  ms: number,
): void {
  if (ms < WORTH_MS) return;
  const counts = kept.get(db) ?? new Map<string, KeptCount>();
  kept.set(db, counts);
  if (counts.size >= MOST) counts.clear();
  counts.set(nameOf(datasetUid, where), count);
}

const nameOf = (datasetUid: string, { text, values }: Sql) =>
  JSON.stringify([datasetUid, text, values]);

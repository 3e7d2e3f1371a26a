import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../../db/database.ts';
import { errorCode } from '../../db/errors.ts';
import { rowWithin } from '../../db/within.ts';
import type { Context } from '../context.ts';
import { CatalogError } from '../errors.ts';
import { choose } from '../facets/chosen.ts';
import { sizesOf } from '../facets/select.ts';
import { readFilter, withCondition } from '../filter.ts';
import { isFresh, keepCount, keptCount, type KeptCount } from './kept-counts.ts';

export interface ItemCount {
  count: number;
  /** The number comes from a sample: counting took too long. */
  estimated: boolean;
}

/** Milliseconds that somebody who types a filter waits for the exact number. */
const EXACT_MS = 2_000;
/** Then for a number from a sample. */
const SAMPLE_MS = 4_000;
/** Items of the sample. */
const SAMPLE = 50_000;

/**
 * How many of a dataset's items a filter selects, all of them without one. Throws `invalid` for a bad filter,
 * `unavailable` when even a sample takes too long.
 */
export async function countItems(
  { db }: Context,
  datasetUid: string,
  text: string | undefined,
): Promise<ItemCount> {
  const filter = readFilter(text, 'filter');
  if (!filter) return { count: (await sizesOf(db, [datasetUid])).items, estimated: false };
  return withCondition(db, filter, datasetUid, (where) => count(db, datasetUid, where), 'whole');
}

async function count(db: Database, datasetUid: string, where: Sql): Promise<ItemCount> {
  const kept = keptCount(db, datasetUid, where);
  if (kept && (await isFresh(db, datasetUid, kept))) return toAnswer(kept);
  const began = performance.now();
  const found = (await exactly(db, datasetUid, where)) ?? (await sampled(db, datasetUid, where));
  keepCount(db, datasetUid, where, found, performance.now() - began);
  return toAnswer(found);
}

const toAnswer = ({ count, estimated }: KeptCount): ItemCount => ({ count, estimated });

/** Null when it takes too long. One statement: the revision is of the same snapshot. */
async function exactly(db: Database, datasetUid: string, where: Sql): Promise<KeptCount | null> {
  const row = await rowWithin<Omit<KeptCount, 'estimated'>>(
    db,
    EXACT_MS,
    sql`select count(*) as count,
        (select s.revision from dataset_stats s where s.dataset_uid = ${datasetUid}) as revision
      from items i where i.dataset_uid = ${datasetUid} and ${where}`,
  );
  return row && { ...row, estimated: false };
}

async function sampled(db: Database, datasetUid: string, where: Sql): Promise<KeptCount> {
  try {
    return await db.transaction(async (tx) => {
      await tx.run(sql`select set_config('statement_timeout', ${String(SAMPLE_MS)}, true)`);
      const { items, revisions } = await sizesOf(tx, [datasetUid]);
      const share = Math.min(1, SAMPLE / Math.max(1, items));
      const chosen = await choose(tx, [{ datasetUid, where }], share);
      const count = Math.round(chosen.items / chosen.share);
      return { count, estimated: chosen.share < 1, revision: Number(revisions) };
    }, 'repeatable read read only');
  } catch (error) {
    // PostgreSQL ended the statement when its time was over.
    if (errorCode(error) !== '57014') throw error;
    throw new CatalogError('unavailable', 'Counting takes too long now. Narrow the filter.');
  }
}

import sql from 'sql-template-tag';
import type { Database, Queryable, Transaction } from '../../db/database.ts';
import { errorCode } from '../../db/errors.ts';
import { CatalogError } from '../errors.ts';
import { ATTEMPT_MS, ATTEMPTS, LESS, PROBE_MS, type Bounds } from './bounds.ts';
import type { Chosen, SelectionPart } from './chosen.ts';
import { countFacets } from './count.ts';
import type { FacetChoice } from './fields.ts';
import type { CountedFacets } from './model.ts';
import { chooseAll, chooseSome, sizesOf, type Sizes } from './select.ts';

export interface FacetQuery {
  parts: SelectionPart[];
  wanted: FacetChoice;
  /** Values that each facet lists. */
  limit: number;
}

/** PostgreSQL ended the statement when its time was over. */
const isOverdue = (error: unknown) => errorCode(error) === '57014';

/** The facets. Throws `unavailable` when even the smallest sample takes too long. */
export function computeFacets(
  db: Database,
  { parts, wanted, limit }: FacetQuery,
  bounds: Bounds,
): Promise<CountedFacets> {
  return readSelection(db, parts, bounds, async (tx, chosen, sizes) => {
    const facets = await countFacets(tx, chosen, sizes.annotations, wanted, limit, bounds);
    return { ...itemCountOf(parts, chosen, sizes), facets };
  });
}

/** Something that is counted of the items that were chosen. */
export type Count<T> = (tx: Transaction, chosen: Chosen, sizes: Sizes) => Promise<T>;

/**
 * Counts out of one snapshot. All items are read when they are few enough and found in time; else a sample, and a
 * smaller one when that takes too long. Throws `unavailable` when even the smallest does.
 */
export async function readSelection<T>(
  db: Database,
  parts: SelectionPart[],
  bounds: Bounds,
  count: Count<T>,
): Promise<T> {
  const counted = async (tx: Transaction, chosen: Chosen, sizes: Sizes) => {
    await limitTime(tx, ATTEMPT_MS);
    return { answer: await count(tx, chosen, sizes) };
  };
  const all = await attempt(
    db,
    async (tx, sizes) => {
      const isLarge = sizes.items > bounds.items;
      if (isLarge) await limitTime(tx, PROBE_MS);
      const chosen = await chooseAll(tx, parts, sizes, bounds);
      return chosen && counted(tx, chosen, sizes);
    },
    parts,
  );
  if (all) return all.answer;
  for (let less = 1, left = ATTEMPTS - 1; left > 0; less *= LESS, left--) {
    const some = await attempt(
      db,
      async (tx, sizes) => counted(tx, await chooseSome(tx, parts, sizes, bounds, less), sizes),
      parts,
    );
    if (some) return some.answer;
  }
  throw new CatalogError(
    'unavailable',
    'The facets take too long now. Narrow the filter, or ask for fewer fields.',
  );
}

/** How many items are selected, and whether that is known. */
export function itemCountOf(parts: SelectionPart[], chosen: Chosen, sizes: Sizes) {
  const isWhole = parts.every(({ where }) => where === null);
  return {
    itemCount: isWhole ? sizes.items : Math.round(chosen.items / chosen.share),
    itemCountIsExact: isWhole || chosen.share === 1,
  };
}

/** Null when the work took too long. */
async function attempt<T>(
  db: Database,
  work: (tx: Transaction, sizes: Sizes) => Promise<T>,
  parts: SelectionPart[],
): Promise<T | null> {
  const datasets = parts.map(({ datasetUid }) => datasetUid);
  try {
    return await db.transaction(async (tx) => {
      await limitTime(tx, ATTEMPT_MS);
      return work(tx, await sizesOf(tx, datasets));
    }, 'repeatable read read only');
  } catch (error) {
    if (isOverdue(error)) return null;
    throw error;
  }
}

/** Of each statement that follows in the transaction. */
const limitTime = (tx: Queryable, ms: number) =>
  tx.run(sql`select set_config('statement_timeout', ${String(ms)}, true)`);

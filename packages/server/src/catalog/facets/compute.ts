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

/**
 * The facets, out of one snapshot. All items are read when they are few enough and found in time; else a sample, and a
 * smaller one when that takes too long. Throws `unavailable` when even the smallest does.
 */
export async function computeFacets(
  db: Database,
  query: FacetQuery,
  bounds: Bounds,
): Promise<CountedFacets> {
  const all = await attempt(
    db,
    async (tx, sizes) => {
      const isLarge = sizes.items > bounds.items;
      if (isLarge) await limitTime(tx, PROBE_MS);
      const chosen = await chooseAll(tx, query.parts, sizes, bounds);
      return chosen && counted(tx, query, sizes, chosen, bounds);
    },
    query,
  );
  if (all) return all;
  for (let less = 1, left = ATTEMPTS - 1; left > 0; less *= LESS, left--) {
    const some = await attempt(
      db,
      async (tx, sizes) => {
        const chosen = await chooseSome(tx, query.parts, sizes, bounds, less);
        return counted(tx, query, sizes, chosen, bounds);
      },
      query,
    );
    if (some) return some;
  }
  throw new CatalogError(
    'unavailable',
    'The facets take too long now. Narrow the filter, or ask for fewer fields.',
  );
}

/** Null when the work took too long. */
async function attempt<T>(
  db: Database,
  work: (tx: Transaction, sizes: Sizes) => Promise<T>,
  { parts }: FacetQuery,
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

async function counted(
  tx: Queryable,
  { parts, wanted, limit }: FacetQuery,
  sizes: Sizes,
  chosen: Chosen,
  bounds: Bounds,
): Promise<CountedFacets> {
  await limitTime(tx, ATTEMPT_MS);
  const facets = await countFacets(tx, chosen, sizes.annotations, wanted, limit, bounds);
  const isWhole = parts.every(({ where }) => where === null);
  return {
    itemCount: isWhole ? sizes.items : Math.round(chosen.items / chosen.share),
    itemCountIsExact: isWhole || chosen.share === 1,
    facets,
  };
}

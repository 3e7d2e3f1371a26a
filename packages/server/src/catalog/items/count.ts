import sql from 'sql-template-tag';
import { errorCode } from '../../db/errors.ts';
import type { Context } from '../context.ts';
import { CatalogError } from '../errors.ts';
import { choose } from '../facets/chosen.ts';
import { sizesOf } from '../facets/select.ts';
import { filterCondition, readFilter } from '../filter.ts';

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
  ctx: Context,
  datasetUid: string,
  text: string | undefined,
): Promise<ItemCount> {
  const filter = readFilter(text, 'filter');
  if (!filter) return { count: (await sizesOf(ctx.db, [datasetUid])).items, estimated: false };
  const where = await filterCondition(ctx.db, filter, datasetUid, 'whole');
  const parts = [{ datasetUid, where }];
  const count = await within(ctx, EXACT_MS, 1);
  if (count !== null) return { count, estimated: false };
  const { items } = await sizesOf(ctx.db, [datasetUid]);
  const sampled = await within(ctx, SAMPLE_MS, Math.min(1, SAMPLE / Math.max(1, items)));
  if (sampled !== null) return { count: sampled, estimated: true };
  throw new CatalogError('unavailable', 'Counting takes too long now. Narrow the filter.');

  async function within({ db }: Context, ms: number, share: number): Promise<number | null> {
    try {
      return await db.transaction(async (tx) => {
        await tx.run(sql`select set_config('statement_timeout', ${String(ms)}, true)`);
        const chosen = await choose(tx, parts, share);
        return Math.round(chosen.items / chosen.share);
      }, 'repeatable read read only');
    } catch (error) {
      // PostgreSQL ended the statement when its time was over.
      if (errorCode(error) === '57014') return null;
      throw error;
    }
  }
}

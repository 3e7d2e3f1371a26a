import sql from 'sql-template-tag';
import { newUid, parseUid } from '../../db/ids.ts';
import type { Transaction } from '../../db/database.ts';
import { requireRight, requireScope } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { CatalogError, invalid, notFound } from '../errors.ts';
import { readFilter } from '../filter.ts';
import { combinedDatasets, combinedSources, type Combination } from './combined-sources.ts';
import { sliceCondition } from './condition.ts';
import { insertSlice, readBack } from './create.ts';
import { sliceDatasets } from './datasets.ts';
import { pinMembers } from './pin.ts';
import { selectSlice, type Slice, type SliceDefinition, type SliceSource } from './row.ts';
import type { NewSlice } from './create.ts';

export interface NewCombination extends Pick<
  NewSlice,
  'name' | 'description' | 'visibility' | 'mode' | 'organization'
> {
  operation: Combination;
  /** Uids of two slices. */
  slices: readonly string[];
}

/**
 * Makes a slice of what two slices hold: what is in both (`and`), in either (`or`), or in the first and not in the second
 * (`minus`). Live unless it is asked to be pinned, or a filter cannot say it. Throws `invalid`, `not_found`, `forbidden`.
 */
export async function combineSlices(ctx: Context, input: NewCombination): Promise<Slice> {
  requireScope(ctx.actor, 'slice.write');
  const { operation } = input;
  const [first, second] = await readSlices(ctx, input.slices);
  const sources = sayable(combinedSources(first, second, operation));
  if (input.mode === 'live' && !sources) {
    throw invalid('mode', 'A filter cannot say what these slices hold together: pin it.');
  }
  const mode = sources ? (input.mode ?? 'live') : 'pinned';
  const uids = combinedDatasets(first, second, operation);
  const datasets = await sliceDatasets(ctx, { datasets: uids });
  const definition = { mode, sources: sources ?? [], random: null };
  const uid = newUid();
  await insertSlice(ctx, uid, input, datasets, definition, async (tx) => {
    if (mode === 'live') return;
    const membership = { uid, datasets: uids, random_selection_count: null };
    if (sources) await pinMembers(tx, { ...membership, sources });
    else await pinBoth(tx, uid, uids, first, second, operation);
  });
  return readBack(ctx, uid);
}

async function readSlices(
  ctx: Context,
  given: readonly string[],
): Promise<[SliceDefinition, SliceDefinition]> {
  const uids = given.map((text) => parseUid(text));
  const found: SliceDefinition[] = [];
  for (const uid of uids) {
    const slice = uid && (await selectSlice(ctx.db, sql`s.uid = ${uid}`));
    if (!slice) throw notFound();
    const { owner_uid: ownerUid, visibility } = slice;
    requireRight(ctx.actor, 'slice.read', { ownerUid, visibility });
    await sliceDatasets(ctx, slice);
    found.push(slice);
  }
  const [first, second, ...others] = found;
  if (!first || !second || others.length > 0) throw invalid('slices', 'Name two slices.');
  return [first, second];
}

/** Null when a filter has become too long or too deep. */
function sayable(sources: SliceSource[] | null): SliceSource[] | null {
  try {
    for (const source of sources ?? []) {
      if (source.type === 'filter') readFilter(source.filter_query_string);
    }
    return sources;
  } catch (error) {
    if (error instanceof CatalogError && error.code === 'invalid') return null;
    throw error;
  }
}

/** Members as both slices give them now. */
async function pinBoth(
  tx: Transaction,
  uid: string,
  datasets: string[],
  first: SliceDefinition,
  second: SliceDefinition,
  operation: Combination,
): Promise<void> {
  const words = { and: sql`and`, or: sql`or`, minus: sql`and not` };
  for (const dataset of datasets) {
    const a = await sliceCondition(tx, first, dataset, 'whole');
    const b = await sliceCondition(tx, second, dataset, 'whole');
    await tx.run(sql`
      insert into slice_items (dataset_uid, slice_uid, item_uid)
      select i.dataset_uid, ${uid}::uuid, i.uid from items i
      where i.dataset_uid = ${dataset} and ((${a}) ${words[operation]} (${b}))`);
  }
}

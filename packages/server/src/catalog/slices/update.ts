import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import type { Context } from '../context.ts';
import { invalid, notFound } from '../errors.ts';
import { filterSource, readBack } from './create.ts';
import { requireSliceWrite } from './datasets.ts';
import { findSlice } from './get.ts';
import { checkName, isNameTaken, lockNames, nameTaken } from './name.ts';
import { pinMembers, unpinMembers } from './pin.ts';
import {
  selectSlice,
  singleFilter,
  type Slice,
  type SliceDefinition,
  type SliceMode,
  type SliceSource,
} from './row.ts';

export interface SliceChange {
  name?: string | undefined;
  description?: string | undefined;
  visibility?: 'public' | 'private' | undefined;
  /** Null or blank: the slice holds nothing. */
  filterQueryString?: string | null | undefined;
  mode?: SliceMode | undefined;
}

/**
 * Changes what is given; the slug stays, so that links go on working. A pinned slice is filled anew when its filter
 * becomes another one, and when it was live before. Throws `not_found`, `forbidden`, `invalid`.
 */
export async function updateSlice(
  ctx: Context,
  ownerName: string,
  slug: string,
  change: SliceChange,
): Promise<Slice> {
  const found = await findSlice(ctx, ownerName, slug);
  await requireSliceWrite(ctx, found);
  await ctx.db.transaction(async (tx) => {
    await tx.run(sql`select 1 from slices where uid = ${found.uid} for update`);
    const slice = await selectSlice(tx, sql`s.uid = ${found.uid}`);
    if (!slice) throw notFound();
    await apply(tx, slice, change);
  });
  return readBack(ctx, found.uid);
}

async function apply(tx: Transaction, slice: SliceDefinition, change: SliceChange): Promise<void> {
  const name = await newName(tx, slice, change.name);
  const sources = newSources(slice, change.filterQueryString);
  const mode = change.mode ?? slice.mode;
  if (mode === 'live' && slice.random_selection_count !== null) {
    throw invalid('mode', 'A random selection is always pinned.');
  }
  if (mode === 'live' && slice.mode === 'pinned' && sources.length === 0) {
    await requireEmpty(tx, slice);
  }
  const redefined = sources !== slice.sources || mode !== slice.mode;
  // Later than before even when the clock stands still: a count is written for one definition only.
  const now = new Date(Math.max(Date.now(), slice.updated_at.getTime() + 1));
  const pinnedAt = mode === 'live' ? null : redefined ? now : slice.pinned_at;
  await tx.run(sql`
    update slices set name = ${name}, description = ${change.description ?? slice.description},
      visibility = ${change.visibility ?? slice.visibility}, mode = ${mode},
      sources = ${JSON.stringify(sources)}, pinned_at = ${pinnedAt}, updated_at = ${now}
    where uid = ${slice.uid}`);
  if (!redefined) return;
  if (mode === 'pinned') await pinMembers(tx, { ...slice, sources });
  else await unpinMembers(tx, slice);
}

/** A combination of slices may have members and no sources: live, it would hold nothing. */
async function requireEmpty(tx: Transaction, { uid, datasets }: SliceDefinition): Promise<void> {
  const member = await tx.row(sql`
    select 1 from slice_items where dataset_uid = any(${datasets}::uuid[]) and slice_uid = ${uid} limit 1`);
  if (member) throw invalid('mode', 'This slice has no filter of its own: it stays pinned.');
}

async function newName(
  tx: Transaction,
  slice: SliceDefinition,
  given: string | undefined,
): Promise<string> {
  if (given === undefined) return slice.name;
  const name = checkName(given);
  await lockNames(tx, slice.owner_uid);
  if (await isNameTaken(tx, [slice.owner_uid], name, slice.uid)) throw nameTaken();
  return name;
}

/** The slice's own array when nothing changes. */
function newSources(slice: SliceDefinition, filter: string | null | undefined): SliceSource[] {
  if (filter === undefined) return slice.sources;
  const given = filter?.trim() ? filter : null;
  const [dataset, ...others] = slice.datasets;
  const single = slice.sources.length <= 1 && slice.sources[0]?.type !== 'items';
  if (dataset === undefined || others.length > 0 || !single) {
    // Clients send back what they read: null stands for such a slice's sources and changes nothing.
    if (given === null) return slice.sources;
    throw invalid(
      'filter_query_string',
      'Only a slice of a single dataset has a filter of its own.',
    );
  }
  if (given === singleFilter(slice.sources)) return slice.sources;
  return filterSource(dataset, given);
}

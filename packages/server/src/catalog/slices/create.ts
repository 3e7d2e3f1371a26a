import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { newUid } from '../../db/ids.ts';
import { requireScope } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { findDatasetByUid } from '../datasets/find.ts';
import type { Dataset } from '../datasets/row.ts';
import { invalid, notFound } from '../errors.ts';
import { readFilter } from '../filter.ts';
import { withCounts } from './counts.ts';
import { checkName, freeSlug, isNameTaken, lockNames, nameTaken } from './name.ts';
import { ownerOfNewSlice } from './owner.ts';
import { pinMembers } from './pin.ts';
import { selectSlice, type Slice, type SliceMode, type SliceSource } from './row.ts';
import { readSources, uidOf } from './sources.ts';

/** Either `dataset` with a filter, or `subSlices`; values are checked for their types, not for their meaning. */
export interface NewSlice {
  name: string;
  description?: string | null | undefined;
  /** Absent: private. */
  visibility?: 'public' | 'private' | undefined;
  /** Absent: live. */
  mode?: SliceMode | undefined;
  /** uid or name. */
  organization?: string | null | undefined;
  dataset?: string | undefined;
  /** Absent or blank: the slice holds nothing yet. */
  filterQueryString?: string | null | undefined;
  subSlices?: readonly unknown[] | undefined;
  /** That many of the items at random, chosen now: such a slice is always pinned. */
  randomSelectionCount?: number | null | undefined;
}

/** Throws `invalid`, `not_found` for an unknown dataset, item or organisation, `forbidden`. */
export async function createSlice(ctx: Context, input: NewSlice): Promise<Slice> {
  requireScope(ctx.actor, 'slice.write');
  const random = input.randomSelectionCount ?? null;
  if (random !== null && input.mode === 'live') {
    throw invalid('mode', 'A random selection is always pinned.');
  }
  const mode = random === null ? (input.mode ?? 'live') : 'pinned';
  checkName(input.name);
  const { sources, datasets } = await readDefinition(ctx, input);
  const uid = newUid();
  await insertSlice(ctx, uid, input, datasets, { mode, sources, random }, async (tx) => {
    const uids = datasets.map((dataset) => dataset.uid);
    if (mode === 'pinned') {
      await pinMembers(tx, { uid, datasets: uids, sources, random_selection_count: random });
    }
  });
  return readBack(ctx, uid);
}

/** What a new slice holds, checked. */
export interface Definition {
  mode: SliceMode;
  sources: SliceSource[];
  random: number | null;
}

/** Writes a new slice with `fill` in one transaction. Throws `invalid` on `name`, and what its owner is not there for. */
export async function insertSlice(
  ctx: Context,
  uid: string,
  input: Pick<NewSlice, 'name' | 'description' | 'visibility' | 'organization'>,
  datasets: readonly Pick<Dataset, 'uid' | 'owner_uid'>[],
  { mode, sources, random }: Definition,
  fill: (tx: Transaction) => Promise<void>,
): Promise<void> {
  const name = checkName(input.name);
  const ownerUid = await ownerOfNewSlice(ctx, input.organization, datasets);
  await ctx.db.transaction(async (tx) => {
    await lockNames(tx, ownerUid);
    if (await isNameTaken(tx, [ownerUid], name)) throw nameTaken();
    const slug = await freeSlug(tx, ownerUid, name);
    const now = new Date();
    await tx.run(sql`
      insert into slices (uid, owner_uid, name, slug, description, visibility, mode, sources,
        random_selection_count, pinned_at, created_by, created_at, updated_at)
      values (${uid}, ${ownerUid}, ${name}, ${slug}, ${input.description ?? ''},
        ${input.visibility ?? 'private'}, ${mode}, ${JSON.stringify(sources)}, ${random},
        ${mode === 'pinned' ? now : null}, ${ctx.actor.userUid}, ${now}, ${now})`);
    await tx.run(sql`insert into slice_datasets (slice_uid, dataset_uid)
      select ${uid}::uuid, unnest(${datasets.map((dataset) => dataset.uid)}::uuid[])`);
    await fill(tx);
  });
}

async function readDefinition(
  ctx: Context,
  input: NewSlice,
): Promise<{ sources: SliceSource[]; datasets: Dataset[] }> {
  if (input.subSlices) return readSources(ctx, input.subSlices);
  if (input.dataset === undefined) throw invalid('dataset', 'This field is required.');
  const dataset = await findDatasetByUid(ctx, uidOf(input.dataset));
  return { sources: filterSource(dataset.uid, input.filterQueryString), datasets: [dataset] };
}

/** Checks the filter; none without one, so that the slice holds nothing. */
export function filterSource(datasetUid: string, filter: string | null | undefined): SliceSource[] {
  if (!filter || !readFilter(filter)) return [];
  return [{ type: 'filter', dataset_uid: datasetUid, filter_query_string: filter }];
}

/** A slice that the actor has just written, with its count: a key that may only write sees it too. */
export async function readBack(ctx: Context, uid: string): Promise<Slice> {
  const slice = await selectSlice(ctx.db, sql`s.uid = ${uid}`);
  const [counted] = await withCounts(ctx, slice ? [slice] : []);
  if (!counted) throw notFound();
  return counted;
}

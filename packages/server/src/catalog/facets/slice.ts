import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import { filterCondition, readFilter } from '../filter.ts';
import { sliceCondition } from '../slices/condition.ts';
import { sliceDatasets } from '../slices/datasets.ts';
import type { SliceDefinition } from '../slices/row.ts';
import { answerFacets, type FacetRequest } from './answer.ts';
import type { Bounds } from './bounds.ts';
import type { SelectionPart } from './chosen.ts';
import type { Facets } from './model.ts';

/** The same of a slice over all its datasets. Throws also `forbidden`, when the reader may not read one of them. */
export async function sliceFacets(
  ctx: Context,
  slice: SliceDefinition,
  request: FacetRequest,
  bounds?: Bounds,
): Promise<Facets> {
  const parts = await sliceParts(ctx, slice, request.filter);
  return answerFacets(ctx, parts, request, versionOf(slice), bounds);
}

/** The members of a pinned slice change with the slice and not with its datasets. */
export const versionOf = ({ uid, updated_at }: SliceDefinition): string =>
  `${uid} ${updated_at.toISOString()}`;

/** A slice's items in each of its datasets, narrowed by a filter. Throws `invalid` on `filter`, `forbidden`. */
export async function sliceParts(
  ctx: Context,
  slice: SliceDefinition,
  text: string | undefined,
): Promise<SelectionPart[]> {
  const filter = readFilter(text, 'filter');
  const parts: SelectionPart[] = [];
  for (const { uid } of await sliceDatasets(ctx, slice)) {
    const sources = slice.sources.filter((source) => source.dataset_uid === uid);
    if (slice.mode === 'live' && sources.length === 0) continue;
    const isWhole = slice.mode === 'live' && sources.some(({ type }) => type === 'dataset');
    const own = isWhole ? null : await sliceCondition(ctx.db, slice, uid);
    const narrowed = filter ? await filterCondition(ctx.db, filter, uid) : null;
    const where = own && narrowed ? sql`${own} and ${narrowed}` : (own ?? narrowed);
    parts.push({ datasetUid: uid, where });
  }
  return parts;
}

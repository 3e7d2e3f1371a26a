import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import { bounds as usual, type Bounds } from './bounds.ts';
import { facetCache } from './cache.ts';
import type { SelectionPart } from './chosen.ts';
import { computeFacets } from './compute.ts';
import { describeFacet } from './describe.ts';
import { readFacetFields } from './fields.ts';
import type { Facets } from './model.ts';
import { labelNames } from './names.ts';
import { sizesOf } from './select.ts';

export interface FacetRequest {
  /** In the filter language; absent or blank: everything. */
  filter?: string | undefined;
  /** Names of facets with commas between them; absent: all. */
  fields?: string | undefined;
  /** Values that each facet lists, from 1. */
  limit: number;
}

/**
 * Facets of the selection, out of the cache while no dataset of it has changed. `version`: what else the selection
 * depends on. The caller has checked the rights.
 */
export async function answerFacets(
  ctx: Context,
  parts: SelectionPart[],
  { fields, limit }: FacetRequest,
  version = '',
  bounds: Bounds = usual,
): Promise<Facets> {
  const wanted = readFacetFields(fields);
  const { revisions } = await sizesOf(
    ctx.db,
    parts.map(({ datasetUid }) => datasetUid),
  );
  const conditions = parts.map(({ datasetUid, where }) => [datasetUid, where?.text, where?.values]);
  const question = JSON.stringify([conditions, revisions, version, wanted, limit, bounds]);
  // Items of a slice may be named by the thousand: the key stays short.
  const key = createHash('sha256').update(question).digest('base64');
  const counted = await facetCache(ctx.db).get(key, () =>
    computeFacets(ctx.db, { parts, wanted, limit }, bounds),
  );
  const labels = await labelNames(ctx, counted.facets);
  return {
    ...counted,
    facets: counted.facets.map((facet) => describeFacet(facet, labels, limit)),
  };
}

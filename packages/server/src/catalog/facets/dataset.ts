import type { Context } from '../context.ts';
import type { Dataset } from '../datasets/row.ts';
import { filterCondition, readFilter } from '../filter.ts';
import { answerFacets, type FacetRequest } from './answer.ts';
import type { Bounds } from './bounds.ts';
import type { Facets } from './model.ts';

/**
 * Facets of a dataset's items, or of those that a filter selects: every annotation of a selected item counts, also
 * those that the filter does not name. Exact up to `bounds`, estimated from a sample beyond. Throws `invalid` for a
 * bad filter or facet, `unavailable` when it takes too long.
 */
export async function datasetFacets(
  ctx: Context,
  dataset: Pick<Dataset, 'uid'>,
  request: FacetRequest,
  bounds?: Bounds,
): Promise<Facets> {
  const filter = readFilter(request.filter, 'filter');
  const where = filter ? await filterCondition(ctx.db, filter, dataset.uid) : null;
  return answerFacets(ctx, [{ datasetUid: dataset.uid, where }], request, '', bounds);
}

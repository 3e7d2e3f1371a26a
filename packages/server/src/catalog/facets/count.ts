import type { Queryable } from '../../db/database.ts';
import type { Bounds } from './bounds.ts';
import { atMost, type Chosen } from './chosen.ts';
import { countAnnotations } from './count-annotations.ts';
import { countColumns } from './count-columns.ts';
import { countLabels } from './count-labels.ts';
import { countMetadata } from './count-metadata.ts';
import type { FacetChoice } from './fields.ts';
import type { CountedFacet } from './model.ts';

/**
 * Every facet that is wanted, of the items that were chosen; those that read most take fewer of the items. `total`:
 * annotations of the datasets.
 */
export async function countFacets(
  db: Queryable,
  chosen: Chosen,
  total: number,
  wanted: FacetChoice,
  limit: number,
  bounds: Bounds,
): Promise<CountedFacet[]> {
  const facets = await countColumns(db, chosen, wanted.columns, limit);
  if (wanted.label) {
    const fewer = await atMost(db, chosen, chosen.annotations, bounds.annotations);
    facets.push(await countLabels(db, fewer, total));
  }
  if (wanted.annotations.length > 0) {
    const fewer = await atMost(db, chosen, chosen.annotations, bounds.geometries);
    facets.push(...(await countAnnotations(db, fewer, wanted.annotations, limit)));
  }
  facets.push(...(await countMetadata(db, chosen, wanted.metadata, limit, bounds)));
  return facets;
}

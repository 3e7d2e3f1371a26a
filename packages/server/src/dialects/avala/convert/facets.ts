import type { Facet, Facets } from '../../../catalog/facets/model.ts';

export function toFacets({ itemCount, itemCountIsExact, facets }: Facets) {
  return {
    item_count: itemCount,
    estimated: !itemCountIsExact || facets.some((facet) => facet.estimated),
    facets: facets.map(toFacet),
  };
}

const toFacet = ({ itemsRead, ...facet }: Facet) => ({ ...facet, items_read: itemsRead });

import type { FieldLevel } from '../../filter/index.ts';

/** How often a value occurs among the items that were read; nothing is scaled yet. */
export interface CountedValue {
  /** The value as text; of a label its uid. */
  text: string;
  /** How the filter language writes it. */
  kind: 'text' | 'number' | 'boolean';
  /** Items that have the value at least once. */
  items: number;
  /** Annotations that have it; null for what describes the item itself. */
  annotations: number | null;
}

/** From `from` up to but not including `to`; null is open. Decimal digits, so that nothing is rounded. */
export interface CountedBucket {
  from: string | null;
  to: string | null;
  items: number;
  annotations: number | null;
}

/** One facet, before names are looked up and filters are written. It holds uids only, so that it can be kept. */
export interface CountedFacet {
  /** A field of the filter language; `metadata` without a path counts the names in it. */
  name: string;
  path: string[];
  /** Share of the selected items that was read, in (0, 1]; 1: the numbers are exact. */
  share: number;
  itemsRead: number;
  /** Different values, also those that are not listed. */
  distinct: number;
  /** Items with a value. */
  present: number;
  values: CountedValue[];
  /** Null where the values are no numbers. */
  buckets: CountedBucket[] | null;
}

export interface CountedFacets {
  itemCount: number;
  /** False when the number of items is an estimate itself. */
  itemCountIsExact: boolean;
  facets: CountedFacet[];
}

export interface FacetValue {
  /** A number too long for a JavaScript number stays text. */
  value: string | number | boolean;
  /** Selected items for which `filter` holds. */
  count: number;
  annotations: number | null;
  /** Selects the items of this value; null when the filter language cannot say it. */
  filter: string | null;
  /** Of a label: where it belongs. The name is null for those who may not see the project. */
  project: { uid: string; name: string | null } | null;
}

export interface FacetBucket {
  from: number | null;
  to: number | null;
  count: number;
  annotations: number | null;
  filter: string | null;
}

export interface Facet {
  /** As a filter writes it. */
  field: string;
  level: FieldLevel;
  estimated: boolean;
  itemsRead: number;
  distinct: number;
  values: FacetValue[];
  histogram: FacetBucket[] | null;
  /** Items without a value; null where every item has one. */
  missing: { count: number; filter: string } | null;
}

export interface Facets {
  itemCount: number;
  itemCountIsExact: boolean;
  facets: Facet[];
}

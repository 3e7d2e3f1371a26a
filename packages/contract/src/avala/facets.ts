import { Type } from '../schema.ts';
import { Nullable, OneOf, Uid } from './common.ts';

export const facetLevels = ['item', 'task', 'annotation'] as const;

const Count = Type.Integer({ minimum: 0, description: 'Items for which `filter` holds.' });
const AnnotationCount = Nullable(
  Type.Integer({ minimum: 0, description: 'Annotations; null for what describes the item.' }),
);
const Filter = Nullable(
  Type.String({ description: 'Selects these items; null when the filter language cannot say it.' }),
);

const Value = Type.Object({
  value: Type.Union([Type.String(), Type.Number(), Type.Boolean()]),
  count: Count,
  annotations: AnnotationCount,
  filter: Filter,
  project: Nullable(Type.Object({ uid: Uid, name: Nullable(Type.String()) })),
});

/** `from` belongs to the bucket, `to` does not; null is open. */
const Bucket = Type.Object({
  from: Nullable(Type.Number()),
  to: Nullable(Type.Number()),
  count: Count,
  annotations: AnnotationCount,
  filter: Filter,
});

const Facet = Type.Object({
  field: Type.String({ description: 'As a filter writes it.' }),
  level: OneOf(facetLevels),
  estimated: Type.Boolean({ description: 'Counts come from a part of the items.' }),
  items_read: Type.Integer({ minimum: 0 }),
  distinct: Type.Integer({
    minimum: 0,
    description: 'Different values; at least so many when estimated.',
  }),
  values: Type.Array(Value),
  histogram: Nullable(Type.Array(Bucket)),
  missing: Nullable(Type.Object({ count: Count, filter: Type.String() })),
});

/** Ours: the contract has no facets. */
export const Facets = Type.Object({
  item_count: Type.Integer({ minimum: 0 }),
  estimated: Type.Boolean({ description: 'Whether any number is an estimate.' }),
  facets: Type.Array(Facet),
});

export const FacetQuery = {
  filter: Type.Optional(Type.String({ description: 'See the filter reference.' })),
  fields: Type.Optional(
    Type.String({ description: 'Facets to count, with commas between them; all when absent.' }),
  ),
  limit: Type.Optional(
    Type.String({ description: 'Values per facet: 1 to 200, 20 when absent or not a number.' }),
  ),
};

import { Type, type Static } from '../schema.ts';
import { DateTime, FreeObject, Nullable, OneOf, Organization, Uid } from './common.ts';
import { visibilities } from './datasets.ts';

export const sliceModes = ['live', 'pinned'] as const;

/** The contract's seven fields, then what the SDKs read, then ours (mode, filter, dataset, pinned_at). */
export const Slice = Type.Object({
  uid: Uid,
  name: Type.String(),
  slug: Type.String(),
  description: Type.String(),
  item_count: Type.Integer({ minimum: 0 }),
  created_at: DateTime,
  updated_at: DateTime,
  owner_name: Type.String(),
  organization: Nullable(Organization),
  visibility: OneOf(visibilities),
  status: Type.String(),
  sub_slices: Type.Array(FreeObject),
  source_data: Type.Array(FreeObject),
  featured_slice_item_urls: Type.Array(Type.String()),
  item_count_pending: Type.Boolean(),
  mode: OneOf(sliceModes),
  filter_query_string: Nullable(Type.String()),
  dataset: Nullable(Uid),
  random_selection_count: Nullable(Type.Integer()),
  pinned_at: Nullable(DateTime),
});

/** What an integer column holds. */
const MAX_SELECTION = 2_147_483_647;

const name = Type.String({ minLength: 1, maxLength: 255 });
const filter = Type.Optional(Nullable(Type.String()));

/** The contract's form: one parent dataset; the filter and the mode are our extension. */
export const CreateSlice = Type.Object({
  name,
  dataset: Type.String({ format: 'uuid' }),
  description: Type.Optional(Nullable(Type.String())),
  visibility: Type.Optional(OneOf(visibilities)),
  filter_query_string: filter,
  mode: Type.Optional(OneOf(sliceModes)),
  organization: Type.Optional(Nullable(Type.String())),
  random_selection_count: Type.Optional(
    Nullable(Type.Integer({ minimum: 1, maximum: MAX_SELECTION })),
  ),
});
export type CreateSlice = Static<typeof CreateSlice>;

/** The SDKs' form: any number of sources. */
export const CreateSliceFromSources = Type.Object({
  name,
  visibility: OneOf(visibilities),
  sub_slices: Type.Array(FreeObject),
  description: Type.Optional(Nullable(Type.String())),
  mode: Type.Optional(OneOf(sliceModes)),
  organization: Type.Optional(Nullable(Type.String())),
  random_selection_count: Type.Optional(
    Nullable(Type.Integer({ minimum: 1, maximum: MAX_SELECTION })),
  ),
});
export type CreateSliceFromSources = Static<typeof CreateSliceFromSources>;

/** A slice of what two others hold. */
export const CombineSlices = Type.Object({
  name,
  operation: OneOf(['and', 'or', 'minus']),
  slices: Type.Array(Type.String({ format: 'uuid' }), { minItems: 2, maxItems: 2 }),
  description: Type.Optional(Nullable(Type.String())),
  visibility: Type.Optional(OneOf(visibilities)),
  mode: Type.Optional(OneOf(sliceModes)),
  organization: Type.Optional(Nullable(Type.String())),
});
export type CombineSlices = Static<typeof CombineSlices>;

export const UpdateSlice = Type.Object({
  name: Type.Optional(name),
  description: Type.Optional(Type.String()),
  visibility: Type.Optional(OneOf(visibilities)),
  filter_query_string: filter,
  mode: Type.Optional(OneOf(sliceModes)),
});
export type UpdateSlice = Static<typeof UpdateSlice>;

export const ValidateName = Type.Object({ name });
export const ValidName = Type.Object({ valid: Type.Literal(true), name: Type.String() });

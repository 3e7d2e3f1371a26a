import { Type, type Static } from '../schema.ts';
import { DateTime, Nullable, OneOf } from './common.ts';

/** In the order in which formats name them. */
export const splitNames = ['train', 'val', 'test'] as const;
export const Split = OneOf(splitNames);

const Count = Type.Integer({ minimum: 0 });
const Part = Type.Number({ minimum: 0, maximum: 1 });

export const Splits = Type.Object({
  counts: Type.Object({ train: Count, val: Count, test: Count, unassigned: Count }),
  sequences_in_several_splits: Count,
  rule: Nullable(
    Type.Object({
      ratios: Type.Object({ train: Part, val: Part, test: Part }),
      seed: Type.String(),
      group_by: Type.String(),
      created_at: DateTime,
    }),
  ),
});

export const AssignedSplits = Type.Object({ ...Splits.properties, changed: Count });

export const AssignSplits = Type.Object({
  split: Type.Optional(Nullable(Split)),
  ratios: Type.Optional(Nullable(Type.Record(Type.String(), Type.Number()))),
  seed: Type.Optional(Type.Union([Type.String(), Type.Integer()])),
  group_by: Type.Optional(
    Type.String({ description: '`sequence` (the default), `folder`, `none` or `metadata.<name>`' }),
  ),
  filter: Type.Optional(Nullable(Type.String({ description: 'See the filter reference.' }))),
  only_unassigned: Type.Optional(Type.Boolean()),
});
export type AssignSplits = Static<typeof AssignSplits>;

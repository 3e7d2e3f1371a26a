import { Type, type Static } from '../schema.ts';
import { Count, labelTypes, OneOf, optional, Text } from './common.ts';

/** Table 14. */
export const LabelAttributeValue = optional({ id: Text, value: Text });

/** Table 13. */
export const LabelAttribute = optional({
  default_value: Text,
  id: Text,
  name: Type.String({ maxLength: 64, pattern: `^[^<>=&"']*$` }),
  type: OneOf(['text', 'select']),
  values: Type.Array(LabelAttributeValue),
});

export const shapes = [
  'bndbox',
  'polygon',
  'circle',
  'line',
  'dashed',
  'point',
  'polyline',
] as const;

/** Table 15. */
export const LabelProperty = optional({
  '@modelarts:color': Text,
  '@modelarts:default_shape': OneOf(shapes),
  '@modelarts:from_type': Text,
  '@modelarts:rename_to': Text,
  '@modelarts:shortcut': Text,
  '@modelarts:to_type': Text,
});

const label = {
  attributes: Type.Array(LabelAttribute),
  name: Text,
  property: LabelProperty,
  type: OneOf(labelTypes),
};

/** Table 8. */
export const Label = optional(label);

/** Table 12. */
export const LabelStats = optional({ ...label, count: Count, sample_count: Count });
export type Label = Static<typeof Label>;
export type LabelProperty = Static<typeof LabelProperty>;

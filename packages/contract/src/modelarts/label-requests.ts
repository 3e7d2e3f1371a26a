import { Type, type Static } from '../schema.ts';
import { labelTypes, OneOf, optional, Text } from './common.ts';
import { Label, LabelAttribute, shapes } from './labels.ts';

/** An empty text takes away what was there; a colour is `#` and six hexadecimal digits. */
export const LabelPropertyInput = optional({
  '@modelarts:color': Type.String({ pattern: '^(#[0-9A-Fa-f]{6})?$' }),
  '@modelarts:default_shape': OneOf([...shapes, '']),
  '@modelarts:from_type': Type.String({ maxLength: 256 }),
  '@modelarts:rename_to': Type.String({ maxLength: 256 }),
  '@modelarts:shortcut': Type.String({ maxLength: 32 }),
  '@modelarts:to_type': Type.String({ maxLength: 256 }),
});
export type LabelPropertyInput = Static<typeof LabelPropertyInput>;

export const LabelInput = Type.Object({
  // As long as an index of names holds in any script.
  name: Type.String({ minLength: 1, maxLength: 256 }),
  type: Type.Optional(OneOf(labelTypes)),
  attributes: Type.Optional(Type.Array(LabelAttribute, { maxItems: 100 })),
  property: Type.Optional(LabelPropertyInput),
});
export type LabelInput = Static<typeof LabelInput>;

/** Labels of one request. */
export const LabelInputs = Type.Array(LabelInput, { maxItems: 10_000 });

export const LabelsRequest = Type.Object({ labels: LabelInputs });
export type LabelsRequest = Static<typeof LabelsRequest>;

export const ListLabels = Type.Object({ labels: Type.Array(Label) });
export type ListLabels = Static<typeof ListLabels>;

/** Query of the calls that name one label in the path. */
export const LabelQuery = optional({ label_type: OneOf(labelTypes), delete_source: Text });

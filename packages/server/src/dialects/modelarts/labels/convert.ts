import type { DatasetType, Label, LabelType } from '@sheaf/contract/modelarts';
import type { DatasetLabel, LabelAttribute } from '../../../catalog/labels/model.ts';
import { labelTypeOf } from '../datasets/kinds.ts';
import { shortId } from '../ids.ts';

/** Entities of triplets have a type of their own. */
export const ENTITY: LabelType = 103;

type WireProperty = NonNullable<Label['property']>;

/** Names are unique in a dataset; of projects that share one, the first is shown. */
export function toLabels(labels: DatasetLabel[], type: DatasetType): Label[] {
  const byName = new Map<string, DatasetLabel>();
  for (const label of labels) if (!byName.has(label.name)) byName.set(label.name, label);
  return [...byName.values()].map((label) => toLabel(label, type));
}

/** What a label has not is left out. */
function toLabel(label: DatasetLabel, type: DatasetType): Label {
  const labelType = label.entity ? ENTITY : labelTypeOf(type);
  const { name, color, shape, shortcut, from_type, to_type, attributes } = label;
  return {
    name,
    ...(labelType !== undefined && { type: labelType }),
    property: {
      '@modelarts:color': color,
      ...(shape !== null && {
        '@modelarts:default_shape': shape as NonNullable<WireProperty['@modelarts:default_shape']>,
      }),
      ...(shortcut !== null && { '@modelarts:shortcut': shortcut }),
      ...(from_type !== null && { '@modelarts:from_type': from_type }),
      ...(to_type !== null && { '@modelarts:to_type': to_type }),
    },
    ...(attributes.length > 0 && { attributes: attributes.map(toAttribute) }),
  };
}

/** Go's clients cannot read `values`: a list is shown only when there is something in it. */
const toAttribute = ({ uid, name, type, default_value, values }: LabelAttribute) => ({
  id: shortId(uid),
  name,
  type,
  ...(default_value !== undefined && { default_value }),
  ...(values.length > 0 && {
    values: values.map((one) => ({ id: shortId(one.uid), value: one.value })),
  }),
});

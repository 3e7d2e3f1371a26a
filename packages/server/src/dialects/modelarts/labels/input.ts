import type { DatasetType, LabelInput, LabelPropertyInput } from '@sheaf/contract/modelarts';
import type {
  AttributeInput,
  LabelChange,
  LabelDetails,
  NewLabel,
} from '../../../catalog/labels/model.ts';
import { badParameter, Fault } from '../errors.ts';
import { labelTypeOf } from '../datasets/kinds.ts';
import { ENTITY } from './convert.ts';

/** Tables and free formats have no labels: 501, as the service says it. */
export function requireLabels(type: DatasetType): void {
  if (labelTypeOf(type) !== undefined) return;
  throw new Fault(501, 'ModelArts.4383', 'Unsupported operation for this type of dataset');
}

/** A label that is to be made. Throws a 400 for a type that the dataset's labels do not have. */
export const newLabel = (input: LabelInput, type: DatasetType): NewLabel => ({
  name: nameOf(input),
  entity: isEntity(input.type, type) ?? false,
  ...details(input.property),
  ...attributesOf(input),
});

/** A label that is to be changed; without a type, whatever has the name. */
export const labelChange = (input: LabelInput, type: DatasetType): LabelChange => ({
  name: nameOf(input),
  entity: isEntity(input.type, type),
  renameTo: input.property?.['@modelarts:rename_to'] || undefined,
  ...details(input.property),
  ...attributesOf(input),
});

/** Whether a label of this type is an entity; undefined when no type is given. */
export function isEntity(given: LabelInput['type'], type: DatasetType): boolean | undefined {
  if (given === undefined) return undefined;
  if (given === labelTypeOf(type)) return false;
  if (given === ENTITY && type === 102) return true;
  throw badParameter('label.type', 'is not one that labels of this dataset have');
}

function nameOf({ name }: LabelInput): string {
  // A blank at either end cannot be seen, and would make two labels that look the same.
  if (name.trim() === name && !/\p{Cc}/u.test(name)) return name;
  throw badParameter(
    'label.name',
    'must not begin or end with a blank or contain control characters',
  );
}

/** What of a label's properties is said; an empty text takes away what was there. */
function details(property: LabelPropertyInput = {}): LabelDetails {
  const said = (name: keyof LabelPropertyInput) => {
    const value = property[name];
    return value === '' ? null : value;
  };
  return {
    color: said('@modelarts:color'),
    shape: said('@modelarts:default_shape'),
    shortcut: said('@modelarts:shortcut'),
    from_type: said('@modelarts:from_type'),
    to_type: said('@modelarts:to_type'),
  };
}

function attributesOf({ attributes }: LabelInput): { attributes?: AttributeInput[] } {
  if (!attributes) return {};
  const names = new Set<string>();
  return {
    attributes: attributes.map(({ name, type, default_value, values }) => {
      if (!name) throw badParameter('label.attributes.name', 'is required');
      if (names.has(name)) throw badParameter('label.attributes.name', 'must be unique');
      names.add(name);
      const texts = values?.flatMap(({ value }) => value ?? []) ?? [];
      return { name, type: type ?? 'text', default_value, values: [...new Set(texts)] };
    }),
  };
}

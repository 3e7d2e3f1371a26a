import type { Operator } from './ast.ts';
import {
  fieldNames,
  fieldOf,
  isFieldName,
  operatorsOf,
  type FieldLevel,
  type FieldType,
} from './fields.ts';

export interface FieldDescription {
  /** As it is written; `metadata` and `attributes` are followed by `.` and a name. */
  name: string;
  level: FieldLevel;
  type: FieldType;
  operators: readonly Operator[];
  /** Whether it may be compared with null. */
  nullable: boolean;
  description: string;
  /** The only values it has, when they are few. */
  values?: readonly string[];
}

/** Every field of the filter language, in the order of the guide. */
export function describeFields(): FieldDescription[] {
  return fieldNames.map((name) => {
    const field = fieldOf(name);
    return { name, ...field, operators: operatorsOf[field.type] };
  });
}

/** What a field describes; `item` for one that the language does not know. */
export const fieldLevelOf = (name: string): FieldLevel =>
  isFieldName(name) ? fieldOf(name).level : 'item';

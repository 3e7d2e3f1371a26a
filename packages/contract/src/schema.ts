import type * as TypeBox from 'typebox';

/**
 * The few of TypeBox's builders that the contract needs, with its types but without its code: a library that can
 * parse and evaluate TypeScript takes a quarter of a second of every start, and these write down plain JSON Schema.
 */
type Builders = Pick<
  typeof TypeBox.Type,
  | 'Array'
  | 'Boolean'
  | 'Integer'
  | 'Literal'
  | 'Null'
  | 'Number'
  | 'Object'
  | 'Optional'
  | 'Record'
  | 'String'
  | 'Union'
  | 'Unknown'
  | 'Unsafe'
>;

type Schema = Record<PropertyKey, unknown>;

/** Marks a property that may be absent; JSON.stringify and validators pass over symbols. */
const OPTIONAL = Symbol('optional');

const simple =
  (type: string) =>
  (options?: Schema): Schema => ({ type, ...options });

const builders = {
  Boolean: simple('boolean'),
  Integer: simple('integer'),
  Null: simple('null'),
  Number: simple('number'),
  String: simple('string'),
  Unknown: (options?: Schema): Schema => ({ ...options }),
  Unsafe: (schema: Schema): Schema => schema,
  Literal: (value: unknown, options?: Schema): Schema => ({
    type: typeof value,
    const: value,
    ...options,
  }),
  Array: (items: Schema, options?: Schema): Schema => ({ type: 'array', items, ...options }),
  Union: (anyOf: Schema[], options?: Schema): Schema => ({ anyOf, ...options }),
  /** Keys are texts: the contract has no other. */
  Record: (_key: Schema, value: Schema, options?: Schema): Schema => ({
    type: 'object',
    patternProperties: { '^.*$': value },
    ...options,
  }),
  Optional: (schema: Schema): Schema => ({ ...schema, [OPTIONAL]: true }),
  Object: (properties: Record<string, Schema>, options?: Schema): Schema => {
    const required = Object.keys(properties).filter((name) => !properties[name]?.[OPTIONAL]);
    return {
      type: 'object',
      ...(required.length > 0 && { required }),
      properties,
      ...options,
    };
  },
};

export const Type = builders as unknown as Builders;
export type { Static, TSchema } from 'typebox';

import { Type, type TSchema } from '../schema.ts';
import type { TObject, TOptional } from 'typebox';

/** Members that a value may lack: absent on the wire, never null. */
export const optional = <const T extends Record<string, TSchema>>(members: T) =>
  Type.Object(
    Object.fromEntries(
      Object.entries(members).map(([name, member]) => [name, Type.Optional(member)]),
    ),
  ) as unknown as TObject<{ [Name in keyof T]: TOptional<T[Name]> }>;

/** `value` is one of `values`. */
export const OneOf = <const T extends readonly (number | string)[]>(values: T) =>
  Type.Unsafe<T[number]>({ enum: [...values] });

/** Milliseconds since 1970, as a number. */
export const Long = Type.Integer();
export const Count = Type.Integer({ minimum: 0 });
export const Text = Type.String();
export const Flag = Type.Boolean();

/** Errors of the service; those of the gateway also carry the request's id. */
export const ServiceError = Type.Object({
  error_code: Text,
  error_msg: Text,
  request_id: Type.Optional(Text),
});
export type ServiceError = { error_code: string; error_msg: string; request_id?: string };

export const datasetTypes = [0, 1, 3, 100, 101, 102, 200, 201, 202, 400, 600, 900] as const;
export type DatasetType = (typeof datasetTypes)[number];

/** Labels know the relations (102) and the entities (103) of triplets apart; tables and free formats have none. */
export const labelTypes = [0, 1, 3, 100, 101, 102, 103, 200, 201, 202, 600] as const;
export type LabelType = (typeof labelTypes)[number];

/** How versions name their format, in the order of the numbers that the query uses. */
export const versionFormats = ['Default', 'CarbonData', 'CSV'] as const;

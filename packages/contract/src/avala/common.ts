import { Type } from 'typebox';

/** `{"detail": …}`: 401, 403, 404 and everything that is not about a field. */
export const Detail = Type.Object({ detail: Type.String() });

/** `{"<field>": ["message", …]}`: 400. */
export const FieldErrors = Type.Record(Type.String(), Type.Array(Type.String()));

export const Uid = Type.String({ format: 'uuid' });
export const DateTime = Type.String({ format: 'date-time' });
export const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

import { Type, type TSchema } from '../schema.ts';

/** `{"detail": …}`: 401, 403, 404 and everything that is not about a field. */
export const Detail = Type.Object({ detail: Type.String() });

/** `{"<field>": ["message", …]}`: 400 about fields; `{"detail": …}` when there is none to name. */
export const BadRequest = Type.Union([
  Detail,
  Type.Record(Type.String(), Type.Array(Type.String())),
]);

export const Uid = Type.String({ format: 'uuid' });
export const DateTime = Type.String({ format: 'date-time' });
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
/** `value` is one of `values`. */
export const OneOf = <const T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values] });
export const FreeObject = Type.Record(Type.String(), Type.Unknown());

/** A page of a cursor list. `next` is always there and literally null on the last page. */
export const CursorPage = <T extends TSchema>(item: T) =>
  Type.Object({
    next: Nullable(Type.String()),
    previous: Nullable(Type.String()),
    results: Type.Array(item),
  });

/** A page of a list that also counts. */
export const CountedPage = <T extends TSchema>(item: T) =>
  Type.Object({
    count: Type.Integer({ minimum: 0 }),
    next: Nullable(Type.String()),
    previous: Nullable(Type.String()),
    results: Type.Array(item),
  });

/** Query of a cursor list. Everything is text on the wire; a bad `limit` is ignored, as upstream does. */
export const CursorQuery = {
  ordering: Type.Optional(Type.String({ description: 'Field to order by; `-` for descending.' })),
  cursor: Type.Optional(Type.String({ description: 'Taken from `next` or `previous`.' })),
  limit: Type.Optional(
    Type.String({ description: 'Results per page: 1 to 1000, 100 when absent or not a number.' }),
  ),
};

export const PageQuery = {
  ...CursorQuery,
  page: Type.Optional(Type.String({ description: 'Page number, from 1.' })),
};

export const Organization = Type.Object({
  uid: Uid,
  name: Type.String(),
  slug: Type.String(),
});

import { Type } from '../schema.ts';
import { Nullable, Uid } from './common.ts';

const count = Type.Integer({ minimum: 0, description: 'Items for which `filter` holds.' });
const filter = Nullable(
  Type.String({ description: 'Selects these items; null when the filter language cannot say it.' }),
);
const estimate = {
  estimated: Type.Boolean({ description: 'Numbers come from a part of the items.' }),
  items_read: Type.Integer({ minimum: 0 }),
};
const index = Type.Integer({ minimum: 0 });

/** Ours: what facets cannot say. */
export const Charts = Type.Object({
  item_count: Type.Integer({ minimum: 0 }),
  cooccurrence: Type.Object({
    ...estimate,
    labels: Type.Array(
      Type.Object({
        name: Type.String(),
        project: Type.Object({ uid: Uid, name: Nullable(Type.String()) }),
        count,
        filter,
      }),
    ),
    cells: Type.Array(Type.Object({ a: index, b: index, count, filter }), {
      description: '`a` and `b` are places in `labels`, `a` before `b`.',
    }),
  }),
  heat_map: Type.Object({
    ...estimate,
    grid: Type.Integer({ description: 'Cells of a side; the image is a square.' }),
    cells: Type.Array(Type.Array(Type.Integer()), {
      description: '[column, row, boxes], from the top left; empty cells are left out.',
    }),
  }),
  attributes: Type.Object({
    ...estimate,
    fields: Type.Array(
      Type.Object({
        field: Type.String({ description: 'As a filter writes it.' }),
        distinct: Type.Integer({ minimum: 0 }),
        values: Type.Array(
          Type.Object({
            value: Type.Union([Type.String(), Type.Number(), Type.Boolean()]),
            count,
            annotations: Type.Integer({ minimum: 0 }),
            filter,
          }),
        ),
      }),
    ),
  }),
});

export const ChartQuery = {
  filter: Type.Optional(Type.String({ description: 'See the filter reference.' })),
  label: Type.Optional(
    Type.String({ description: 'The heat map shows boxes of this label only.' }),
  ),
};

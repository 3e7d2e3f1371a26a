import sql, { type Sql } from 'sql-template-tag';
import type { Subject } from './subject.ts';

/** Where the geometries keep their box: fields of a bounding box, or `box: [x, y, width, height]`. */
const PLACES = {
  'box.width': ['$.width', '$.box[2]'],
  'box.height': ['$.height', '$.box[3]'],
  'box.area': ['$.width * $.height', '$.box[2] * $.box[3]'],
} as const;

export type BoxField = keyof typeof PLACES;

/**
 * A measure of an annotation's box, in pixels. JSON path cannot fail on a geometry without one, and was a quarter
 * faster than casts behind CASE (1.4 M annotations: 0.8 s against 1.1 s).
 */
export function boxMeasure(geometry: Sql, field: BoxField): Subject {
  const matches = (relation: string, vars: string) => {
    const path = PLACES[field].map((place) => `(${place}) ${relation}`).join(' || ');
    return sql`jsonb_path_match(${geometry}, ${path}::jsonpath, ${vars}::jsonb, true) is true`;
  };
  return {
    isMissing: () =>
      sql`jsonb_path_match(${geometry}, 'exists($.width) || exists($.box)') is not true`,
    equalsAny: (values) =>
      matches('== $v[*]', `{"v":[${values.map((value) => value.text).join(',')}]}`),
    orders: (order, value) => matches(`${order} $v`, `{"v":${value.text}}`),
  };
}

/** Where the geometries keep the centre of their box, and which side of the item it is a share of. */
const CENTERS = {
  'box.center_x': {
    own: '$.x + $.width / 2',
    beside: '$.box[0] + $.box[2] / 2',
    side: sql`i.width`,
  },
  'box.center_y': {
    own: '$.y + $.height / 2',
    beside: '$.box[1] + $.box[3] / 2',
    side: sql`i.height`,
  },
} as const;

/**
 * The centre of the box of annotation `a` as a share of the width or height of its item `i`, numeric. Null without a box,
 * and when the size of the item is not known. What a path computes is a number or nothing, so that no cast can fail.
 */
export function boxCenter(field: keyof typeof CENTERS): Sql {
  const { own, beside, side } = CENTERS[field];
  return sql`(coalesce(
    jsonb_path_query_first(a.geometry, ${own}::jsonpath, '{}', true),
    jsonb_path_query_first(a.geometry, ${beside}::jsonpath, '{}', true))::numeric / nullif(${side}, 0))`;
}

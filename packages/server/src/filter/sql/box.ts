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

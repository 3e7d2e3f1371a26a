import sql, { join, type Sql } from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { annotationRows, type Chosen } from './chosen.ts';
import { annotated } from './count-labels.ts';
import type { AnnotationFacet } from './fields.ts';
import type { CountedBucket, CountedFacet, CountedValue } from './model.ts';

/** Edges in square pixels: areas go over decades, and the small ones matter most. */
const AREAS = [1, 2, 3, 4, 5, 6, 7].flatMap((power) => [1, 2, 5].map((n) => n * 10 ** (power - 1)));

/** What is counted of an annotation; alias `a`. Null: it has none. */
const columns: Record<AnnotationFacet, Sql> = {
  type: sql`a.type`,
  state: sql`a.state`,
  // A box stands in the fields of a bounding box, or as [x, y, width, height] beside another geometry.
  'box.area': sql`width_bucket(coalesce(
    (a.geometry->'box'->2)::numeric * (a.geometry->'box'->3)::numeric,
    (a.geometry->'width')::numeric * (a.geometry->'height')::numeric), ${AREAS}::numeric[])::text`,
};

interface Row {
  field: AnnotationFacet;
  text: string;
  items: number;
  annotations: number;
}

/** Counts what has to be read from the annotations themselves. Give it a small choice: geometries are large. */
export async function countAnnotations(
  db: Queryable,
  chosen: Chosen,
  wanted: AnnotationFacet[],
  limit: number,
): Promise<CountedFacet[]> {
  if (wanted.length === 0) return [];
  const rows = chosen.parts.length === 0 ? [] : await db.rows<Row>(counted(chosen, wanted));
  const present = await annotated(db, chosen);
  return wanted.map((name) => {
    const own = rows.filter((row) => row.field === name);
    return { ...facetOf(name, chosen, own, limit), present };
  });
}

/** Every item once for each value that it has, however many of its annotations have it. */
function counted(chosen: Chosen, wanted: AnnotationFacet[]): Sql {
  const values = wanted.map((name) => sql`(${name}::text, ${columns[name]})`);
  const beside = sql`cross join lateral (values ${join(values)}) v (field, text)`;
  return sql`
    select field, text, count(*) as items, sum(n)::bigint as annotations from (
      select item_uid, field, text, count(*) as n
      from ${annotationRows(chosen, sql`a.item_uid, v.field, v.text`, { beside })} r
      where text is not null group by item_uid, field, text) per_item
    group by field, text order by items desc, text collate "C"`;
}

function facetOf(
  name: AnnotationFacet,
  chosen: Chosen,
  rows: Row[],
  limit: number,
): Omit<CountedFacet, 'present'> {
  const isArea = name === 'box.area';
  const values = rows.map(({ text, items, annotations }): CountedValue => ({
    text,
    kind: 'text',
    items,
    annotations,
  }));
  return {
    name,
    path: [],
    share: chosen.share,
    itemsRead: chosen.items,
    distinct: isArea ? 0 : rows.length,
    values: isArea ? [] : values.slice(0, limit),
    buckets: isArea ? areaBuckets(rows) : null,
  };
}

/** From the first that is not empty to the last, with the empty ones between them. */
export function areaBuckets(rows: Pick<Row, 'text' | 'items' | 'annotations'>[]): CountedBucket[] {
  const found = new Map(rows.map((row) => [Number(row.text), row]));
  const places = [...found.keys()];
  const first = Math.min(...places);
  const buckets: CountedBucket[] = [];
  for (let place = first; place <= Math.max(...places); place++) {
    buckets.push({
      from: place === 0 ? null : String(AREAS[place - 1]),
      to: AREAS[place] === undefined ? null : String(AREAS[place]),
      items: found.get(place)?.items ?? 0,
      annotations: found.get(place)?.annotations ?? 0,
    });
  }
  return buckets;
}

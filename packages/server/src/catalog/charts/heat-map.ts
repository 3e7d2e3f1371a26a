import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { annotationRows, type Chosen } from '../facets/chosen.ts';
import type { CountedCharts } from './model.ts';

/** Cells of a side: shows where things are, and still has some in each cell. */
const GRID = 32;

/** A box stands in the fields of a bounding box, or as [x, y, width, height] beside another geometry. */
const measure = (name: string, at: number) =>
  sql`coalesce(a.geometry->'box'->${at}::int, a.geometry->${name}::text)::float8`;

/** Where on the images the centres of boxes are: the image, whatever its size, is a grid. `labels`: of these only. */
export async function countPositions(
  db: Queryable,
  chosen: Chosen,
  labels: readonly string[] | null,
): Promise<CountedCharts['heatMap']> {
  const of = labels === null ? sql`true` : sql`a.label_uid = any(${labels}::uuid[])`;
  const beside = sql`join items s on s.dataset_uid = a.dataset_uid and s.uid = a.item_uid
    and s.width > 0 and s.height > 0 and ${of}
    and (a.geometry->'box' is not null or a.geometry->'width' is not null)`;
  const place = (name: string, size: string, at: number, of: typeof beside) =>
    sql`(${measure(name, at)} + ${measure(size, at + 2)} / 2) / ${of}`;
  const cell = (position: typeof beside) =>
    sql`least(greatest(width_bucket(${position}, 0, 1, ${GRID}::int), 1), ${GRID}::int) - 1`;
  const columns = sql`${cell(place('x', 'width', 0, sql`s.width`))} as x,
    ${cell(place('y', 'height', 1, sql`s.height`))} as y`;
  const rows =
    chosen.parts.length === 0
      ? []
      : await db.rows<{ x: number; y: number; count: number }>(sql`
          select x, y, count(*) as count from ${annotationRows(chosen, columns, { beside })} r
          group by x, y order by y, x`);
  return {
    estimated: chosen.share < 1,
    itemsRead: chosen.items,
    grid: GRID,
    cells: rows.map(({ x, y, count }) => [x, y, Math.round(count / chosen.share)]),
  };
}

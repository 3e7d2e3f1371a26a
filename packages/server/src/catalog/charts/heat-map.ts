import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { boxCenter } from '../../filter/index.ts';
import { annotationRows, type Chosen } from '../facets/chosen.ts';
import type { CountedCharts } from './model.ts';

/** Cells of a side: shows where things are, and still has some in each cell. */
const GRID = 32;

/** As the filter language reckons, so that its comparisons select exactly a cell; what is outside counts at the edge. */
const cell = (field: 'box.center_x' | 'box.center_y') =>
  sql`least(greatest(width_bucket(${boxCenter(field)}, 0, 1, ${GRID}::int), 1), ${GRID}::int) - 1`;

/** Where on the images the centres of boxes are: the image, whatever its size, is a grid. `labels`: of these only. */
export async function countPositions(
  db: Queryable,
  chosen: Chosen,
  labels: readonly string[] | null,
): Promise<CountedCharts['heatMap']> {
  const of = labels === null ? sql`true` : sql`a.label_uid = any(${labels}::uuid[])`;
  const beside = sql`join items i on i.dataset_uid = a.dataset_uid and i.uid = a.item_uid
    and i.width > 0 and i.height > 0 and ${of}
    and (a.geometry->'box' is not null or a.geometry->'width' is not null)`;
  const columns = sql`${cell('box.center_x')} as x, ${cell('box.center_y')} as y`;
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

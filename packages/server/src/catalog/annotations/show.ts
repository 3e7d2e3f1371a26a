import sql from 'sql-template-tag';
import type { Context } from '../context.ts';

const iso = sql`to_char(a.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * The annotations of items and the labels that they have, as the JSON text `{"labels": {<uid>: …}, "items": {<uid>: […]}}`: one
 * statement, because a grid asks for it while it is scrolled. Items that are not of the dataset are left out.
 */
export async function showAnnotations(
  ctx: Context,
  datasetUid: string,
  itemUids: readonly string[],
): Promise<string> {
  const [row] = await ctx.db.prepared<{ json: string }>(sql`
    with a as materialized (select * from annotations a
      where a.dataset_uid = ${datasetUid} and a.item_uid = any(${itemUids}::uuid[])),
    shown as (select a.item_uid, string_agg(concat('{"uid":"', a.uid, '","label":"', a.label_uid, '","type":',
        to_json(a.type), ',"geometry":', a.geometry, ',"attributes":', a.attributes, ',"state":"', a.state,
        '","author":', coalesce(to_json(a.author)::text, 'null'), ',"updated_at":"', ${iso}, '"}'),
        ',' order by a.uid) as list
      from a group by a.item_uid)
    select concat('{"labels":', (
        select coalesce(json_object_agg(l.uid, json_build_object('name', l.name, 'color', l.color,
          'class_index', l.class_index, 'project', l.project_uid, 'keypoints', l.keypoints,
          'skeleton', l.skeleton))::text, '{}')
        from labels l where l.uid in (select distinct label_uid from a)),
      ',"items":{', (select string_agg(concat('"', s.item_uid, '":[', s.list, ']'), ',') from shown s), '}}') as json`);
  return row?.json ?? '{"labels":{},"items":{}}';
}

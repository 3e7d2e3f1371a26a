import sql, { raw, type Sql } from 'sql-template-tag';
import { OWNER, SLUG } from '../machine/workplace.ts';

/** As long as the token in our own links. */
const PREFIX = `http://127.0.0.1:8080/media/${'x'.repeat(60)}/`;

const iso = (column: Sql) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * The best hand-written SQL for a page of items: the whole body as one text, joined from pieces, which is twice as fast
 * as `json_build_object` (measured). `where` is a boolean over alias `i`.
 */
export function itemPage(datasetUid: string, where: Sql = sql`true`, limit = 100): Sql {
  const home = `,"id":null,"dataset":"${datasetUid}","dataset_owner_name":"${OWNER}","dataset_slug":"${SLUG}","url":`;
  const rest =
    ',"video_thumbnail":null,"export_snippet":null,"annotations":null,"crop_data":null,"related_items":[],"related_sequence_uid":';
  return sql`
    select '{"next":null,"previous":null,"results":[' || coalesce(string_agg(
      '{"uid":"' || p.uid || '","key":' || to_json(p.key) || ',"status":"' || p.status || '","data_url":' || p.original
      || ',"thumbnail_url":' || p.thumbnail || ',"metadata":' || p.metadata
      || ',"annotations_count":' || p.annotations_count || ',"created_at":"' || p.created || ${home}::text || p.original
      || ',"gpu_texture_url":null,"thumbnails":' || case when p.media is null then '[]' else '[' || p.thumbnail || ']' end
      || ${rest}::text || p.sequence || ',"updated_at":"' || p.updated || '","split":' || p.split || '}', ','), '') || ']}'
    from (
      select i.uid, i.key, i.status, i.annotations_count, i.media,
        case when i.media is null then 'null' else '"' || ${PREFIX}::text || i.uid || '/original"' end as original,
        case when i.media is null then 'null' else '"' || ${PREFIX}::text || i.uid || '/thumbnail"' end as thumbnail,
        (i.metadata || case when i.content_type is null
          then jsonb_build_object('width', i.width, 'height', i.height)
          else jsonb_build_object('width', i.width, 'height', i.height, 'format', split_part(i.content_type, '/', 2))
          end)::text as metadata,
        coalesce('"' || i.sequence_uid || '"', 'null') as sequence,
        coalesce('"' || i.split || '"', 'null') as split,
        ${iso(sql`i.created_at`)} || '"' as created, ${iso(sql`i.updated_at`)} as updated
      from items i where i.dataset_uid = ${datasetUid}::uuid and ${where}
      order by i.uid desc limit ${raw(String(limit))}) p`;
}

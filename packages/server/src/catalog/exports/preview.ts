import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { shapes, type Fidelity, type Shape } from '../../formats/fidelity/model.ts';
import type { Context } from '../context.ts';
import { annotationRows, atMost, itemRows, type Chosen } from '../facets/chosen.ts';
import { bounds } from '../facets/bounds.ts';
import { chooseAll, chooseSome, sizesOf } from '../facets/select.ts';
import { checkExport, type NewExport } from './check.ts';
import { fidelityOf } from './fidelity.ts';
import { previewVersion } from './preview-version.ts';
import { select } from './selection.ts';

export interface ExportPreview {
  fidelity: Fidelity;
  items: number;
  /** Of which only the metadata is held. */
  withoutMedia: number;
  /** Of the media in the archive; 0 when they are not wanted. */
  mediaBytes: number;
  /** Confirmed annotations of each kind, the most frequent first. */
  kinds: { shape: Shape; count: number }[];
  /** Annotations that nobody has confirmed yet: no export has them. */
  proposed: number;
  /** Whether numbers come from a sample. */
  estimated: boolean;
}

/** Annotations that are read with their geometry: a fifth of a second. Of more a sample is read. */
const MOST_ANNOTATIONS = 200_000;

/** What an export with this input would hold. Throws like `createExport`; makes nothing. */
export async function previewExport(ctx: Context, input: NewExport): Promise<ExportPreview> {
  const checked = await checkExport(ctx, input);
  if (checked.version !== null) return previewVersion(ctx, checked.version, checked);
  const { format, options, named, filter, references, includeMedia } = checked;
  const asked = { ...named, filter_query_string: filter };
  return ctx.db.transaction(async (tx) => {
    const { parts, projects } = await select(tx, asked, references);
    const selected = parts.map(({ dataset, where, whole }) => ({
      datasetUid: dataset.uid,
      where: whole ? null : where,
    }));
    const sizes = await sizesOf(
      tx,
      selected.map(({ datasetUid }) => datasetUid),
    );
    const all = await chooseAll(tx, selected, sizes, bounds);
    const chosen = all ?? (await chooseSome(tx, selected, sizes, bounds, 1));
    const media = await countMedia(tx, chosen);
    const fewer = await atMost(tx, chosen, chosen.annotations, MOST_ANNOTATIONS);
    const found = await countShapes(
      tx,
      fewer,
      projects.map(({ uid }) => uid),
    );
    return {
      fidelity: fidelityOf(format, options),
      items: Math.round(chosen.items / chosen.share),
      withoutMedia: Math.round(media.without / chosen.share),
      mediaBytes: includeMedia ? Math.round(media.bytes / chosen.share) : 0,
      kinds: found.kinds,
      proposed: found.proposed,
      estimated: fewer.share < 1,
    };
  }, 'repeatable read read only');
}

async function countMedia(db: Queryable, chosen: Chosen) {
  if (chosen.parts.length === 0) return { bytes: 0, without: 0 };
  const row = await db.row<{ bytes: number; without: number }>(sql`
    select coalesce(sum(size_bytes) filter (where has_media), 0)::bigint as bytes,
      count(*) filter (where not has_media) as without
    from ${itemRows(chosen, sql`i.size_bytes, i.media is not null as has_media`)} r`);
  return row ?? { bytes: 0, without: 0 };
}

/** The kind of an annotation, alias `a`, as the formats tell them apart. */
const shapeOf = sql`case
  when a.attributes->'iscrowd' = 'true' then 'crowd'
  when a.type = 'bounding_box' then
    case when coalesce((a.geometry->'rotation')::numeric, 0) <> 0 then 'rotated_box' else 'box' end
  when a.type = 'polygon' then
    case when jsonb_array_length(a.geometry->'parts') > 1 then 'polygon_parts' else 'polygon' end
  when a.type = 'segmentation_mask' then 'mask'
  else a.type end`;

async function countShapes(db: Queryable, chosen: Chosen, projects: string[]) {
  const rows =
    chosen.parts.length === 0
      ? []
      : await db.rows<{ shape: string; state: string; count: number }>(sql`
          select shape, state, count(*) as count
          from ${annotationRows(chosen, sql`a.project_uid, a.state, ${shapeOf} as shape`)} r
          where project_uid = any(${projects}::uuid[]) group by shape, state`);
  const scaled = (count: number) => Math.round(count / chosen.share);
  const of = (state: string) => rows.filter((row) => row.state === state);
  const kinds = of('confirmed').map(({ shape, count }) => ({ shape, count: scaled(count) }));
  return {
    kinds: kinds
      .filter((kind): kind is { shape: Shape; count: number } => Object.hasOwn(shapes, kind.shape))
      .sort((a, b) => b.count - a.count),
    proposed: scaled(of('proposed').reduce((sum, { count }) => sum + count, 0)),
  };
}

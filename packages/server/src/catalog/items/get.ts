import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import { notFound } from '../errors.ts';
import { projectRow, type Projection } from '../projection.ts';
import { itemFields, type ItemField } from './fields.ts';

export interface StoredAnnotation {
  uid: string;
  project_uid: string;
  label: string;
  type: string;
  geometry: Record<string, unknown>;
  attributes: Record<string, unknown>;
  state: string;
}

/** One item as JSON text, and its annotations. Throws `not_found`. */
export async function getItem(
  ctx: Context,
  datasetUid: string,
  uid: string,
  projection: Projection<ItemField>,
): Promise<{ json: string; annotations: StoredAnnotation[] }> {
  const [row] = await ctx.db.prepared<{ json: string }>(sql`
    select ${projectRow(projection, itemFields)} as json from items i
    where i.dataset_uid = ${datasetUid} and i.uid = ${uid}`);
  if (!row) throw notFound();
  const annotations = await ctx.db.rows<StoredAnnotation>(sql`
    select a.uid, a.project_uid, l.name as label, a.type, a.geometry, a.attributes, a.state
    from annotations a join labels l on l.uid = a.label_uid
    where a.dataset_uid = ${datasetUid} and a.item_uid = ${uid} order by a.uid`);
  return { json: row.json, annotations };
}

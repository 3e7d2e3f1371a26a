import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { derivedUid } from '../../db/ids.ts';
import type { Attributes, ExportAnnotation, ExportResult, Geometry } from '../../formats/model.ts';
import { byContent } from './order.ts';
import type { Part, Selection } from './selection.ts';

/** `[uid, label uid, geometry, attributes]`, in the order of a JSON array that PostgreSQL joins. */
type AnnotationText = [uid: string, label: string, geometry: Geometry, attributes: Attributes];
type TaskText = [uid: string, project: string, status: ExportResult['status']];

/** The results of one item of the batch; each call reads them anew. */
export type ResultsOf = (itemUid: string) => ExportResult[];

/**
 * What the projects of the export say of a batch of items (in the order of their uids, at least one); one result per
 * project that has a task on the item. Proposed annotations are nobody's word yet and are left out. The batch is held
 * as text.
 */
export async function readResults(
  db: Queryable,
  selection: Selection,
  part: Part,
  items: string[],
): Promise<ResultsOf> {
  const projects = selection.projects.map((project) => project.uid);
  // One stretch of the index is read in half the time of a thousand places.
  const between = sql`a.item_uid between ${items[0]}::uuid and ${items.at(-1)}::uuid`;
  const of = part.whole ? between : sql`a.item_uid = any(${items}::uuid[])`;
  const mine = sql`a.dataset_uid = ${part.dataset.uid} and ${of}
    and a.project_uid = any(${projects}::uuid[])`;
  // One text per item: a row per annotation costs twice the time, and json_agg half as much again.
  const [annotations, tasks] = await Promise.all([
    db.rows<{ item_uid: string; text: string }>(sql`
      select a.item_uid, '[' || string_agg('["' || a.uid || '","' || a.label_uid || '",'
        || a.geometry::text || ',' || a.attributes::text || ']', ',') || ']' as text
      from annotations a where ${mine} and a.state = 'confirmed' group by a.item_uid`),
    db.rows<{ item_uid: string; text: string }>(sql`
      select a.item_uid, '[' || string_agg('["' || a.uid || '","' || a.project_uid || '","'
        || a.status || '"]', ',') || ']' as text
      from tasks a where ${mine} group by a.item_uid`),
  ]);
  const texts = new Map(annotations.map((row) => [row.item_uid, row.text]));
  const taskTexts = new Map(tasks.map((row) => [row.item_uid, row.text]));
  return (item) => {
    const results = (JSON.parse(taskTexts.get(item) ?? '[]') as TaskText[]).map(emptyResult);
    const text = texts.get(item);
    if (text !== undefined) addAnnotations(results, selection, item, text);
    return results.sort(byProject);
  };
}

function emptyResult([uid, projectUid, status]: TaskText): ExportResult {
  return { uid, projectUid, status, annotations: [] };
}

function addAnnotations(
  results: ExportResult[],
  { labels }: Selection,
  item: string,
  text: string,
): void {
  const rows = JSON.parse(text) as AnnotationText[];
  for (const [uid, labelUid, geometry, attributes] of rows) {
    const known = labels.get(labelUid);
    if (!known) throw new Error(`Annotation ${uid} has a label of another project`);
    const annotation: ExportAnnotation = { uid, label: known.label, geometry, attributes };
    let result = results.find(({ projectUid }) => projectUid === known.projectUid);
    if (!result) {
      result = emptyResult([
        derivedUid('result', known.projectUid, item),
        known.projectUid,
        'pending',
      ]);
      results.push(result);
    }
    result.annotations.push(annotation);
  }
  // The order of an aggregate is PostgreSQL's choice; the archive's must always be the same.
  for (const result of results) result.annotations.sort(byContent);
}

function byProject(a: ExportResult, b: ExportResult): number {
  return a.projectUid < b.projectUid ? -1 : 1;
}

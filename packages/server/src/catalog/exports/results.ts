import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { derivedUid } from '../../db/ids.ts';
import { StoredPolygon } from '../../formats/geometry/stored-polygon.ts';
import type { Attributes, ExportResult, Geometry } from '../../formats/model.ts';
import { byContent } from './order.ts';
import type { Part, Selection } from './selection.ts';

/**
 * Between the fields of an annotation or task, and between two of them, in the text that PostgreSQL joins. Neither
 * stands in a uid or in the text of a jsonb, which escapes control characters.
 */
const FIELD = '\x1f';
const ROW = '\x1e';

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
  const f = sql`|| ${FIELD}::text ||`;
  // One text per item: a row per annotation costs twice the time, and json_agg half as much again.
  const [annotations, tasks] = await Promise.all([
    db.rows<{ item_uid: string; text: string }>(sql`
      select a.item_uid, string_agg(a.uid ${f} a.label_uid ${f} a.geometry::text ${f} a.attributes::text, ${ROW}) as text
      from annotations a where ${mine} and a.state = 'confirmed' group by a.item_uid`),
    db.rows<{ item_uid: string; text: string }>(sql`
      select a.item_uid, string_agg(a.uid ${f} a.project_uid ${f} a.status, ${ROW}) as text
      from tasks a where ${mine} group by a.item_uid`),
  ]);
  const texts = new Map(annotations.map((row) => [row.item_uid, row.text]));
  const taskTexts = new Map(tasks.map((row) => [row.item_uid, row.text]));
  return (item) => {
    const results = rowsOf(taskTexts.get(item)).map(([uid = '', projectUid = '', status]) =>
      resultOf(uid, projectUid, status === 'completed' ? 'completed' : 'pending'),
    );
    addAnnotations(results, selection, item, texts.get(item));
    return results.sort(byProject);
  };
}

const rowsOf = (text: string | undefined): string[][] =>
  text === undefined ? [] : text.split(ROW).map((row) => row.split(FIELD));

function resultOf(uid: string, projectUid: string, status: ExportResult['status']): ExportResult {
  return { uid, projectUid, status, annotations: [] };
}

function addAnnotations(
  results: ExportResult[],
  { labels }: Selection,
  item: string,
  text: string | undefined,
): void {
  for (const [uid = '', labelUid = '', geometry = '', attributes = ''] of rowsOf(text)) {
    const known = labels.get(labelUid);
    if (!known) throw new Error(`Annotation ${uid} has a label of another project`);
    const { label, projectUid } = known;
    let result = results.find((one) => one.projectUid === projectUid);
    if (!result) {
      result = resultOf(derivedUid('result', projectUid, item), projectUid, 'pending');
      results.push(result);
    }
    result.annotations.push({
      ...{ uid, label, geometry: geometryOf(geometry) },
      attributes: JSON.parse(attributes) as Attributes,
    });
  }
  // The order of an aggregate is PostgreSQL's choice; the archive's must always be the same.
  for (const result of results) result.annotations.sort(byContent);
}

const geometryOf = (text: string): Geometry =>
  StoredPolygon.read(text) ?? (JSON.parse(text) as Geometry);

function byProject(a: ExportResult, b: ExportResult): number {
  return a.projectUid < b.projectUid ? -1 : 1;
}

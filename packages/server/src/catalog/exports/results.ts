import sql, { empty } from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { derivedUid } from '../../db/ids.ts';
import { StoredPolygon } from '../../formats/geometry/stored-polygon.ts';
import type { Attributes, ExportResult, Geometry } from '../../formats/model.ts';
import { attributesReader } from './attributes.ts';
import { byContent } from './order.ts';
import type { Part, Selection } from './selection.ts';

/**
 * Between the fields of annotations and tasks in the text that PostgreSQL joins. It stands neither in a uid nor in the
 * text of a jsonb, which escapes control characters.
 */
const FIELD = '\x1f';
const ANNOTATION_FIELDS = 4;
/** With its author and its time. */
const PROVENANCE_FIELDS = ANNOTATION_FIELDS + 2;
const TASK_FIELDS = 3;

const ISO = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

/** The results of one item of the batch; each call reads them anew. */
export type ResultsOf = (itemUid: string) => ExportResult[];

/**
 * What the projects of the export say of a batch of items (in the order of their uids, at least one); one result per
 * project that has a task on the item. Proposed annotations are nobody's word yet and are left out. The batch is held
 * as text. `provenance`: annotations with their authors and times.
 */
export async function readResults(
  db: Queryable,
  selection: Selection,
  part: Part,
  { items, provenance = false }: { items: string[]; provenance?: boolean | undefined },
): Promise<ResultsOf> {
  const projects = selection.projects.map((project) => project.uid);
  // One stretch of the index is read in half the time of a thousand places.
  const between = sql`a.item_uid between ${items[0]}::uuid and ${items.at(-1)}::uuid`;
  const of = part.whole ? between : sql`a.item_uid = any(${items}::uuid[])`;
  const mine = sql`a.dataset_uid = ${part.dataset.uid} and ${of}
    and a.project_uid = any(${projects}::uuid[])`;
  const f = sql`|| ${FIELD}::text ||`;
  const said = provenance
    ? sql` ${f} translate(coalesce(a.author, ''), ${FIELD}, '') ${f} to_char(a.created_at at time zone 'UTC', ${ISO})`
    : empty;
  // One text per item: a row per annotation costs twice the time, and json_agg half as much again.
  const [annotations, tasks] = await Promise.all([
    db.rows<{ item_uid: string; text: string }>(sql`
      select a.item_uid, string_agg(a.uid ${f} a.label_uid ${f} a.geometry::text ${f} a.attributes::text${said}, ${FIELD}) as text
      from annotations a where ${mine} and a.state = 'confirmed' group by a.item_uid`),
    db.rows<{ item_uid: string; text: string }>(sql`
      select a.item_uid, string_agg(a.uid ${f} a.project_uid ${f} a.status, ${FIELD}) as text
      from tasks a where ${mine} group by a.item_uid`),
  ]);
  const texts = new Map(annotations.map((row) => [row.item_uid, row.text]));
  const taskTexts = new Map(tasks.map((row) => [row.item_uid, row.text]));
  const readAttributes = attributesReader();
  return (item) => {
    const results = tasksOf(taskTexts.get(item));
    const fields = fieldsOf(texts.get(item));
    addAnnotations(results, selection, item, { fields, provenance, readAttributes });
    return results.sort(byProject);
  };
}

const fieldsOf = (text: string | undefined): string[] =>
  text === undefined ? [] : text.split(FIELD);

function tasksOf(text: string | undefined): ExportResult[] {
  const fields = fieldsOf(text);
  const results: ExportResult[] = [];
  for (let at = 0; at < fields.length; at += TASK_FIELDS) {
    const [uid = '', projectUid = ''] = [fields[at], fields[at + 1]];
    const status = fields[at + 2] === 'completed' ? 'completed' : 'pending';
    results.push(resultOf(uid, projectUid, status));
  }
  return results;
}

function resultOf(uid: string, projectUid: string, status: ExportResult['status']): ExportResult {
  return { uid, projectUid, status, annotations: [] };
}

/** What is known of an item's annotations. */
interface AnnotationTexts {
  fields: string[];
  provenance: boolean;
  readAttributes: (text: string) => Attributes;
}

function addAnnotations(
  results: ExportResult[],
  { labels }: Selection,
  item: string,
  { fields, provenance, readAttributes }: AnnotationTexts,
): void {
  const width = provenance ? PROVENANCE_FIELDS : ANNOTATION_FIELDS;
  for (let at = 0; at < fields.length; at += width) {
    const uid = fields[at] ?? '';
    const known = labels.get(fields[at + 1] ?? '');
    if (!known) throw new Error(`Annotation ${uid} has a label of another project`);
    const { label, projectUid } = known;
    let result = results.find((one) => one.projectUid === projectUid);
    if (!result) {
      result = resultOf(derivedUid('result', projectUid, item), projectUid, 'pending');
      results.push(result);
    }
    const geometry = geometryOf(fields[at + 2] ?? '');
    result.annotations.push({
      uid,
      label,
      geometry,
      attributes: readAttributes(fields[at + 3] ?? ''),
      ...(provenance && provenanceOf(fields[at + 4], fields[at + 5])),
    });
  }
  // The order of an aggregate is PostgreSQL's choice; the archive's must always be the same.
  for (const result of results) result.annotations.sort(byContent);
}

function provenanceOf(author = '', createdAt = '') {
  return { ...(author !== '' && { author }), createdAt };
}

const geometryOf = (text: string): Geometry =>
  StoredPolygon.read(text) ?? (JSON.parse(text) as Geometry);

function byProject(a: ExportResult, b: ExportResult): number {
  return a.projectUid < b.projectUid ? -1 : 1;
}

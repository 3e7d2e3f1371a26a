import sql, { join, type Sql } from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { collisionKey, disambiguate, entryOfKey } from '../../formats/entry.ts';
import type { ExportDataset, ExportLabel, ExportProject, Split } from '../../formats/model.ts';
import { SPLITS } from '../../formats/split.ts';
import { filterCondition, readFilter } from '../filter.ts';
import { choiceCondition } from '../items/search/conditions.ts';
import type { ItemChoice } from '../items/search/model.ts';
import { sliceCondition } from '../slices/condition.ts';
import type { References } from './references.ts';
import type { ExportRow } from './row.ts';

/** What is exported of one dataset. */
export interface Part {
  dataset: ExportDataset;
  /** Folder of its items in the archive; empty when it is the only dataset. */
  folder: string;
  /** Tells its names from those of the other datasets. */
  prefix: string;
  /** Boolean over alias `i`; the query states the dataset as well. */
  where: Sql;
  /** Nothing is left out: the items of a batch are all between its first and its last. */
  whole: boolean;
}

export interface Selection {
  /** By uid of the dataset, so that the order in which they were named makes no difference to the archive. */
  parts: Part[];
  projects: ExportProject[];
  /** By uid of the label. */
  labels: Map<string, { projectUid: string; label: ExportLabel }>;
}

/** What of an export says which items it holds. */
export type Asked = Pick<ExportRow, 'datasets' | 'slices' | 'filter_query_string'>;

/** Items of the named datasets and slices together, each once, narrowed by the filter and the choice. */
export async function select(
  db: Queryable,
  row: Asked,
  references: References,
  choice?: ItemChoice,
): Promise<Selection> {
  const folders = foldersOf(references.datasets);
  const parts: Part[] = [];
  for (const [index, { uid, name, slug }] of references.datasets.entries()) {
    const where = await condition(db, uid, row, references);
    parts.push({
      dataset: { uid, name, slug },
      folder: folders[index] ?? '',
      prefix: `${index}/`,
      where: choice ? sql`${where} and ${choiceCondition(uid, choice)}` : where,
      whole: isWhole(uid, row) && !readFilter(row.filter_query_string) && !choice,
    });
  }
  return { parts, ...(await readProjects(db, references)) };
}

/** How many items there are of each split. */
export async function countItems(db: Queryable, parts: Part[]): Promise<Map<Split | null, number>> {
  const counts = new Map<Split | null, number>();
  for (const { dataset, where } of parts) {
    const rows = await db.rows<{ split: Split | null; count: number }>(sql`
      select i.split, count(*) as count from items i
      where i.dataset_uid = ${dataset.uid} and ${where} group by i.split`);
    for (const { split, count } of rows) counts.set(split, (counts.get(split) ?? 0) + count);
  }
  return counts;
}

/** The splits that have items, null last. */
export function splitsOf(counts: ReadonlyMap<Split | null, number>): (Split | null)[] {
  return [...SPLITS, null].filter((split) => counts.has(split));
}

async function condition(
  db: Queryable,
  datasetUid: string,
  row: Asked,
  { slices }: References,
): Promise<Sql> {
  const sources: Sql[] = [];
  for (const slice of slices) {
    if (slice.datasets.includes(datasetUid)) {
      sources.push(await sliceCondition(db, slice, datasetUid));
    }
  }
  const chosen = isWhole(datasetUid, row) ? sql`true` : sql`(${join(sources, ' or ')})`;
  const filter = readFilter(row.filter_query_string);
  return filter ? sql`${chosen} and ${await filterCondition(db, filter, datasetUid)}` : chosen;
}

/** The dataset itself was named, or is that of a project that was named alone. */
function isWhole(datasetUid: string, { datasets, slices }: Asked): boolean {
  return datasets.includes(datasetUid) || datasets.length + slices.length === 0;
}

/** Two owners may have datasets of one name. */
function foldersOf(datasets: { uid: string; slug: string }[]): string[] {
  if (datasets.length < 2) return datasets.map(() => '');
  const entries = datasets.map(({ slug }) => entryOfKey(slug));
  const keys = entries.map(collisionKey);
  return datasets.map(({ uid }, index) => {
    const entry = entries[index] ?? '';
    const shared = keys.filter((key) => key === keys[index]).length > 1;
    return shared ? disambiguate(entry, uid) : entry;
  });
}

interface LabelRow {
  uid: string;
  project_uid: string;
  name: string;
  color: string;
  class_index: number;
  keypoints: string[] | null;
  skeleton: [number, number][] | null;
}

async function readProjects(db: Queryable, references: References) {
  const uids = references.projects.map((project) => project.uid);
  const rows = await db.rows<LabelRow>(sql`
    select uid, project_uid, name, color, class_index, keypoints, skeleton from labels
    where project_uid = any(${uids}::uuid[]) order by project_uid, class_index`);
  const projects = new Map<string, ExportProject>(
    references.projects.map(({ uid, name }) => [uid, { uid, name, labels: [] }]),
  );
  const labels: Selection['labels'] = new Map();
  for (const row of rows) {
    const label: ExportLabel = {
      name: row.name,
      color: row.color,
      classIndex: row.class_index,
      ...(row.keypoints ? { keypoints: row.keypoints } : {}),
      ...(row.skeleton ? { skeleton: row.skeleton } : {}),
    };
    projects.get(row.project_uid)?.labels.push(label);
    labels.set(row.uid, { projectUid: row.project_uid, label });
  }
  return { projects: [...projects.values()], labels };
}

import sql from 'sql-template-tag';
import type { Database } from '../../src/db/database.ts';
import { newUid } from '../../src/db/ids.ts';
import type { Geometry, Split } from '../../src/formats/model.ts';

/** What a filter can see of an item. */
export interface Item {
  uid: string;
  key: string;
  ref_id: string | null;
  status: string;
  split: Split | null;
  created_at: string;
  updated_at: string;
  width: number | null;
  height: number | null;
  size_bytes: number;
  annotations_count: number;
  content_type: string | null;
  sequence: string | null;
  view: string | null;
  frame_index: number | null;
  metadata: Record<string, unknown>;
  tasks: { project: string; status: string }[];
  annotations: Annotation[];
}

export interface Annotation {
  project: string;
  label: string;
  geometry: Geometry;
  state: string;
  author: string | null;
  attributes: Record<string, unknown>;
}

/** A dataset with its owner, and projects that each have the labels given. */
export interface Fixture {
  datasetUid: string;
  projects: Map<string, string>;
  labels: { uid: string; name: string; project: string }[];
}

const now = '2024-05-01T00:00:00Z';

export async function createFixture(
  db: Database,
  projectNames: string[],
  labelNames: string[],
): Promise<Fixture> {
  const owner = newUid();
  const datasetUid = newUid();
  await db.run(sql`insert into owners (uid, name, kind, created_at, updated_at)
    values (${owner}, ${owner}, 'user', ${now}, ${now})`);
  await db.run(sql`insert into datasets
      (uid, owner_uid, name, slug, data_type, visibility, status, created_at, updated_at)
    values (${datasetUid}, ${owner}, 'd', 'd', 'image', 'private', 'created', ${now}, ${now})`);
  const projects = new Map(projectNames.map((name) => [name, newUid()]));
  const labels: Fixture['labels'] = [];
  for (const [name, uid] of projects) {
    await db.run(sql`insert into projects
        (uid, owner_uid, name, task_type, status, created_at, updated_at)
      values (${uid}, ${owner}, ${name}, 'box', 'active', ${now}, ${now})`);
    await db.run(sql`insert into project_datasets values (${uid}, ${datasetUid}, ${now})`);
    for (const [index, label] of labelNames.entries()) {
      const labelUid = newUid();
      labels.push({ uid: labelUid, name: label, project: name });
      await db.run(sql`insert into labels (uid, project_uid, class_index, name, color, created_at)
        values (${labelUid}, ${uid}, ${index}, ${label}, '#ff0000', ${now})`);
    }
  }
  return { datasetUid, projects, labels };
}

export async function addItems(db: Database, fixture: Fixture, items: Item[]): Promise<void> {
  const { datasetUid } = fixture;
  const sequences = new Map<string, string>();
  for (const key of new Set(items.flatMap((item) => item.sequence ?? []))) {
    const uid = newUid();
    sequences.set(key, uid);
    await db.run(sql`insert into sequences (dataset_uid, uid, key, status, created_at, updated_at)
      values (${datasetUid}, ${uid}, ${key}, 'pending', ${now}, ${now})`);
  }
  for (const item of items) {
    const sequence = item.sequence === null ? null : sequences.get(item.sequence);
    await db.run(sql`insert into items
        (dataset_uid, uid, key, ref_id, status, split, width, height, size_bytes, content_type, metadata,
         annotations_count, sequence_uid, view_key, frame_index, created_at, updated_at)
      values (${datasetUid}, ${item.uid}, ${item.key}, ${item.ref_id}, ${item.status}, ${item.split}, ${item.width},
        ${item.height}, ${item.size_bytes}, ${item.content_type}, ${JSON.stringify(item.metadata)},
        ${item.annotations_count}, ${sequence}, ${item.view}, ${item.frame_index},
        ${item.created_at}, ${item.updated_at})`);
    for (const task of item.tasks)
      await db.run(sql`insert into tasks values (${datasetUid}, ${item.uid},
        ${fixture.projects.get(task.project)}, ${newUid()}, ${task.status}, ${now}, ${now})`);
    for (const annotation of item.annotations) await addAnnotation(db, fixture, item, annotation);
  }
}

async function addAnnotation(db: Database, fixture: Fixture, item: Item, annotation: Annotation) {
  const { type, ...geometry } = annotation.geometry;
  const label = fixture.labels.find(
    ({ name, project }) => name === annotation.label && project === annotation.project,
  );
  await db.run(sql`insert into annotations
      (dataset_uid, item_uid, uid, project_uid, label_uid, type, geometry, attributes, state, author,
       created_at, updated_at)
    values (${fixture.datasetUid}, ${item.uid}, ${newUid()}, ${fixture.projects.get(annotation.project)},
      ${label?.uid}, ${type}, ${JSON.stringify(geometry)}, ${JSON.stringify(annotation.attributes)},
      ${annotation.state}, ${annotation.author}, ${now}, ${now})`);
}

import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../../src/db/database.ts';
import type { Geometry } from '../../src/formats/model.ts';
import { addItems, createFixture, type Annotation, type Fixture, type Item } from './items.ts';
import { uidAt } from './trees.ts';

const annotation = (label: string, more: Partial<Annotation> = {}): Annotation => ({
  project: 'Night drive',
  label,
  geometry: { type: 'bounding_box', x: 0, y: 0, width: 20, height: 10 },
  state: 'confirmed',
  author: null,
  attributes: {},
  ...more,
});
const box: [number, number, number, number] = [1, 2, 300, 40];
const polygon: Geometry = { type: 'polygon', parts: [[0, 0, 1, 0, 1, 1]], box };
const classification: Geometry = { type: 'classification' };

const blank: Omit<Item, 'uid' | 'key'> = {
  ref_id: null,
  status: 'pending',
  split: null,
  created_at: '2024-05-01T00:00:00Z',
  updated_at: '2024-05-01T00:00:00Z',
  width: null,
  height: null,
  size_bytes: 0,
  annotations_count: 0,
  content_type: null,
  sequence: null,
  view: null,
  frame_index: null,
  metadata: {},
  tasks: [],
  annotations: [],
};

/** Each item is here for what the comment says. */
const described: Record<string, Partial<Item>> = {
  // Two cars of which one is occluded, and an occluded person.
  'cam1/a.jpg': {
    status: 'completed',
    split: 'val',
    width: 1920,
    height: 1080,
    size_bytes: 9_000_000_000,
    content_type: 'image/jpeg',
    created_at: '2024-05-02T00:00:00.000Z',
    metadata: { weather: 'night', lane: 5, tags: ['rain', 'wet'], camera: { serial: 'AB12' } },
    tasks: [{ project: 'Night drive', status: 'completed' }],
    annotations: [
      annotation('car', { attributes: { occluded: true, level: 0.9 } }),
      annotation('car', { attributes: { occluded: false } }),
      annotation('person', {
        attributes: { occluded: true },
        geometry: polygon,
        author: 'model-7',
      }),
    ],
  },
  // A car that is not occluded beside an occluded person.
  'cam1/b_50%.jpg': {
    width: 640,
    created_at: '2024-05-02T23:59:59.999Z',
    metadata: { weather: 'day', lane: '5', tags: 'rain' },
    tasks: [
      { project: 'Night drive', status: 'pending' },
      { project: 'Second pass', status: 'completed' },
    ],
    annotations: [
      annotation('car', { project: 'Second pass' }),
      annotation('person', { attributes: { occluded: true }, state: 'proposed' }),
    ],
  },
  // Says nothing of the weather; one label for the whole item.
  'cam2/c.png': {
    ref_id: 'customer-3',
    created_at: '2024-05-03T00:00:00.000Z',
    metadata: { weather: null, lane: true, tags: [{ a: 1 }, 7] },
    annotations: [annotation('scene', { geometry: classification })],
  },
  // Nothing at all, but for names that are not plain.
  'cam2/D\\e': {
    sequence: 'drive_17',
    view: 'CAM_FRONT',
    frame_index: 0,
    metadata: {
      ...{ 'a.b': { 'c "d"': 'x' }, ['__proto__']: 'y', '': 'z', '0': 'zero' },
      mixed: [['x'], 5, { a: 'x' }, null, 'w'],
    },
  },
};
export const keys = Object.keys(described);

/** A dataset of the items that are described here, in two projects. */
export async function createDescribed(db: Database): Promise<Fixture> {
  const fixture = await createFixture(
    db,
    ['Night drive', 'Second pass'],
    ['car', 'person', 'scene'],
  );
  const items = keys.map((key, n) => ({ ...blank, ...described[key], key, uid: uidAt(n) }));
  await addItems(db, fixture, items);
  return fixture;
}

/** The keys of those that a condition over alias `i` finds. */
export async function selectKeys(db: Database, { datasetUid }: Fixture, condition: Sql) {
  const rows = await db.rows<{ key: string }>(sql`
    select i.key from items i where i.dataset_uid = ${datasetUid} and ${condition} order by i.uid`);
  return rows.map((row) => row.key);
}

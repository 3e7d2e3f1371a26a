import fc from 'fast-check';
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { compileFilter, describeFields, parseFilter } from '../../src/filter/index.ts';
import type { Geometry, GeometryType } from '../../src/formats/model.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { addItems, createFixture, type Annotation, type Fixture, type Item } from './items.ts';
import { trees, uidAt } from './trees.ts';

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
    metadata: { 'a.b': { 'c "d"': 'x' }, ['__proto__']: 'y', '': 'z', '0': 'zero' },
  },
};
const keys = Object.keys(described);
const [A = '', B = '', C = '', D = ''] = keys;

let test: TestDatabase;
let fixture: Fixture;
beforeAll(async () => {
  test = await testDatabase();
  fixture = await createFixture(
    test.db,
    ['Night drive', 'Second pass'],
    ['car', 'person', 'scene'],
  );
  const items = keys.map((key, n) => ({ ...blank, ...described[key], key, uid: uidAt(n) }));
  await addItems(test.db, fixture, items);
});
afterAll(() => test.drop());

async function select(filter: string): Promise<string[]> {
  const { datasetUid } = fixture;
  const condition = compileFilter(parseFilter(filter), { datasetUid });
  const rows = await test.db.rows<{ key: string }>(sql`
    select i.key from items i where i.dataset_uid = ${datasetUid} and ${condition} order by i.uid`);
  return rows.map((row) => row.key);
}

describe('a filter selects', () => {
  it.each<[filter: string, expected: string[]]>([
    // Fields of the item
    [`uid = ${uidAt(0).toUpperCase()} OR uid = ${uidAt(1).replaceAll('-', '')}`, [A, B]],
    ['key = "cam1/a.jpg"', [A]],
    ['key = cam1/a.jpg', [A]],
    ['key : CAM1', [A, B]],
    ['key : "%"', [B]],
    ['key : "_"', [B]],
    ['key : "\\\\"', [D]],
    ['key >= cam2/ AND key < cam2/a', [D]],
    ['ref_id = customer-3', [C]],
    ['ref_id != customer-3', [A, B, D]],
    ['split = val', [A]],
    ['split != train', [A, B, C, D]],
    ['split = null', [B, C, D]],
    ['split IN (val, null) AND NOT split = null', [A]],
    ['ref_id = null', [A, B, D]],
    ['ref_id NOT IN (customer-3, null)', []],
    ['status = completed', [A]],
    ['status NOT IN (completed, in_progress)', [B, C, D]],
    ['width >= 640', [A, B]],
    ['width > 640.5', [A]],
    ['NOT width > 640', [B, C, D]],
    ['width != 640', [A, C, D]],
    ['width = 1e300', []],
    ['size_bytes > 5000000000', [A]],
    ['content_type : JPEG', [A]],
    ['annotations_count = 0', keys],
    ['sequence = drive_17', [D]],
    ['sequence : DRIVE', [D]],
    ['sequence != drive_17', [A, B, C]],
    ['sequence = null', [A, B, C]],
    ['view = CAM_FRONT AND frame_index = 0', [D]],
    ['view = null', [A, B, C]],
    // Dates
    ['created_at = 2024-05-02', [A, B]],
    ['created_at != 2024-05-02', [C, D]],
    ['created_at > 2024-05-02', [C]],
    ['created_at >= 2024-05-02', [A, B, C]],
    ['created_at <= 2024-05-02', [A, B, D]],
    ['created_at < 2024-05-02', [D]],
    ['created_at = 2024-05-02T02:00:00+02:00', [A]],
    ['created_at IN (2024-05-01, 2024-05-03)', [C, D]],
    // Metadata
    ['metadata.weather = night', [A]],
    ['metadata.weather != night', [B, C, D]],
    ['metadata.weather = null', [C, D]],
    ['metadata.weather != null', [A, B]],
    ['metadata.weather != night AND metadata.weather != null', [B]],
    ['metadata.weather IN (night, null)', [A, C, D]],
    [`metadata.weather IN (night, day, ${'x, '.repeat(20)} null)`, keys],
    [`metadata.lane IN (${'x, '.repeat(20)} 5)`, [A, B]],
    [`metadata.tags NOT IN (${'x, '.repeat(20)} rain)`, [C, D]],
    ['metadata.weather : IGH', [A]],
    ['metadata.weather : "n.*t"', []],
    ['metadata.weather > e', [A]],
    ['metadata.lane = 5', [A, B]],
    ['metadata.lane = 5.0', [A]],
    ['metadata.lane = "5"', [B]],
    ['metadata.lane > 4', [A]],
    ['metadata.lane > "4"', [B]],
    ['metadata.lane = true', [C]],
    ['metadata.lane IN (1, 2, 3, 4, 5)', [A, B]],
    ['metadata.tags = rain', [A, B]],
    ['metadata.tags : AI', [A, B]],
    ['metadata.tags = 7', [C]],
    ['metadata.tags >= 7', [C]],
    ['metadata.tags.a = 1', []],
    ['metadata.camera.serial : ab', [A]],
    ['metadata.camera != null', [A]],
    ['metadata."a.b"."c \\"d\\"" = x', [D]],
    ['metadata.__proto__ = y', [D]],
    ['metadata.constructor != null', []],
    ['metadata."" = z', [D]],
    ['metadata.0 = zero', [D]],
    ['metadata.tags.0 != null', []],
    // Annotations
    ['label = car', [A, B]],
    ['label=car&metadata.weather=night', [A]],
    ['NOT label = car', [C, D]],
    ['label != car', [A, B, C]],
    ['label : SCE', [C]],
    ['label IN (scene, person)', [A, B, C]],
    ['label NOT IN (car, person)', [C]],
    ['label = bicycle', []],
    ['NOT label = bicycle', keys],
    ['label = car AND attributes.occluded = true', [A, B]],
    ['attributes.occluded != true', [A, B, C]],
    ['attributes.level > 0.5', [A]],
    ['attributes.occluded = null', [B, C]],
    ['type = polygon', [A]],
    ['state = proposed', [B]],
    ['author : model', [A]],
    ['author = null', [A, B, C]],
    ['box.width > 200', [A]],
    ['box.height = 10', [A, B]],
    ['box.area IN (12000, 1)', [A]],
    ['box.area != 200', [A, C]],
    ['box.width = null', [C]],
    ['count(box.center_x > 0.0786 AND box.center_y > 0.02) = 1', [A]],
    ['box.center_y = null', [B, C]],
    // Counts
    ['count() = 0', [D]],
    ['count() > 0', [A, B, C]],
    ['count() != 0', [A, B, C]],
    ['count() >= 1', [A, B, C]],
    ['count() < 1', [D]],
    ['count() <= 2', [B, C, D]],
    ['count() != 2', [A, C, D]],
    ['count() >= 0', keys],
    ['count(label = car) = 2', [A]],
    ['count(label = car) != 2', [B, C, D]],
    ['count(label = car AND attributes.occluded = true) >= 1', [A]],
    ['count(label = car OR label = person) > 2', [A]],
    ['count(NOT label = car) = 1', [A, B, C]],
    ['count(project = "Second pass") = 1', [B]],
    // Tasks
    ['project = "Night drive"', [A, B]],
    ['project : second', [B]],
    ['project != "Night drive"', [B]],
    ['task_status = completed', [A, B]],
    ['NOT task_status = pending', [A, C, D]],
    // Logic
    ['label = scene OR label = car AND metadata.weather = day', [B, C]],
    ['(label = scene OR label = car) AND metadata.weather = day', [B]],
    ['NOT (label = car OR count() = 0)', [C]],
    ['NOT NOT label = car', [A, B]],
  ])('%s', async (filter, expected) => {
    expect(await select(filter)).toEqual(expected);
  });

  it('a project by its uid', async () => {
    expect(await select(`project = ${fixture.projects.get('Second pass')}`)).toEqual([B]);
  });
});

describe('PostgreSQL', () => {
  it('accepts every text and name', async () => {
    const any = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 20 })
      .filter((text) => !text.includes('\0'));
    await fc.assert(
      fc.asyncProperty(trees({ text: any, name: any }), async (node) => {
        const { datasetUid } = fixture;
        await test.db.rows(sql`select 1 from items i
          where i.dataset_uid = ${datasetUid} and ${compileFilter(node, { datasetUid })}`);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['a long text', `metadata.weather : "${'a[('.repeat(3_000)}"`],
    ['a long text of a column', `key : "${'%'.repeat(9_900)}"`],
    ['1,000 values', `metadata.weather IN (${Array.from({ length: 1_000 }, (_, n) => n).join()})`],
    [
      '200 subqueries',
      Array(200)
        .fill('NOT box.area > 10000000')
        .join('&')
        .slice(0, 9_990)
        .replace(/&[^&]*$/, ''),
    ],
    ['50 levels', `${'NOT ('.repeat(25)}label = car${')'.repeat(25)}`],
    [
      'extreme numbers',
      'metadata.a > 1e308 OR metadata.a = 1e-308 OR width < -1e308 OR box.area > 1e308',
    ],
  ])('accepts %s', async (_, filter) => {
    expect(await select(filter)).toBeInstanceOf(Array);
  });
});

it('knows the geometry types of the model', () => {
  const types = describeFields().find((field) => field.name === 'type')?.values;
  const model = {
    bounding_box: 1,
    polygon: 1,
    segmentation_mask: 1,
    keypoints: 1,
    polyline: 1,
    cuboid: 1,
    classification: 1,
    text_span: 1,
    text_relation: 1,
    audio_span: 1,
    transcript: 1,
  };
  expectTypeOf<keyof typeof model>().toEqualTypeOf<GeometryType>();
  expect(types).toEqual(Object.keys(model));
});

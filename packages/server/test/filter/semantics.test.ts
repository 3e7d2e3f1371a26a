import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { compileFilter, describeFields, parseFilter } from '../../src/filter/index.ts';
import type { GeometryType } from '../../src/formats/model.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { createDescribed, keys, selectKeys } from './described.ts';
import type { Fixture } from './items.ts';
import { uidAt } from './trees.ts';

const [A = '', B = '', C = '', D = ''] = keys;

let test: TestDatabase;
let fixture: Fixture;
beforeAll(async () => {
  test = await testDatabase();
  fixture = await createDescribed(test.db);
});
afterAll(() => test.drop());

const select = (filter: string) =>
  selectKeys(
    test.db,
    fixture,
    compileFilter(parseFilter(filter), { datasetUid: fixture.datasetUid }),
  );

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
    ['metadata.mixed = x', []],
    ['metadata.mixed != x', keys],
    ['metadata.mixed = 5', [D]],
    ['metadata.mixed = w', [D]],
    ['metadata.mixed IN (5.0, "no")', [D]],
    ['metadata.mixed.a = x', []],
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

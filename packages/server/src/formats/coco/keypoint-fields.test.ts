import { expect, test } from 'vitest';
import type { ExportLabel, Geometry } from '../model.ts';
import {
  annotation,
  completed,
  exportSource,
  item,
  label,
  project,
  run,
} from '../testing/export-source.ts';
import { coco } from './write.ts';

const car = label('car', 0);
const person = label('person', 4, { keypoints: ['nose', 'eye'], skeleton: [[1, 2]] });
const box: Geometry = { type: 'bounding_box', x: 1, y: 2, width: 30, height: 40 };
const points: Geometry = {
  type: 'keypoints',
  points: [
    [5, 6, 2],
    [0, 0, 0],
  ],
  box: [1, 2, 30, 40],
};

async function written(...objects: [ExportLabel, Geometry][]) {
  const all = objects.map(([of, geometry]) => annotation(of, geometry));
  const items = [item('a.jpg', { results: [completed('p', ...all)] }), item('b.jpg')];
  const source = exportSource([project('p', [car, person])], items);
  const { sink, document } = await run(coco, source, { cocoTask: 'keypoints' });
  expect([...sink.files.keys()]).toEqual(['annotations/person_keypoints.json']);
  return {
    ...JSON.parse(sink.text('annotations/person_keypoints.json')),
    report: document.annotations,
  };
}

test('keypoints have what evaluators read', async () => {
  const { categories, images, annotations, report } = await written([person, points]);
  expect(categories).toEqual([
    { id: 5, name: 'person', supercategory: 'p', keypoints: ['nose', 'eye'], skeleton: [[1, 2]] },
  ]);
  expect(images).toHaveLength(2);
  expect(annotations).toEqual([
    {
      ...{ id: 1, image_id: 1, category_id: 5, bbox: [1, 2, 30, 40], area: 1200, iscrowd: 0 },
      ...{ segmentation: [], keypoints: [5, 6, 2, 0, 0, 0], num_keypoints: 1 },
    },
  ]);
  expect(report.keypoints.changed).toEqual({});
});

test('an object without points has zeros; one of a label without names is lost', async () => {
  const { annotations, report } = await written([person, box], [car, box], [car, points]);
  expect(annotations).toEqual([
    expect.objectContaining({
      keypoints: [0, 0, 0, 0, 0, 0],
      num_keypoints: 0,
      bbox: [1, 2, 30, 40],
    }),
  ]);
  expect(report.bounding_box).toMatchObject({
    changed: { keypoints_missing: 1 },
    lost: { label_without_keypoints: 1 },
  });
  expect(report.keypoints.lost).toEqual({ label_without_keypoints: 1 });
});

test('as many points as the label names: fewer are filled up, more are cut', async () => {
  const few: Geometry = { ...points, points: [[5, 6, 1]] };
  const many: Geometry = { ...points, points: [...points.points, [7, 8, 2]] };
  const { annotations, report } = await written(
    [person, few],
    [person, many],
    [person, { ...box, rotation: 45 }],
  );
  expect(annotations.map((one: { keypoints: number[] }) => one.keypoints.length)).toEqual([
    6, 6, 6,
  ]);
  expect(annotations[1].num_keypoints).toBe(1);
  expect(report.keypoints.changed).toEqual({ keypoints_cut: 1, keypoints_padded: 1 });
  expect(report.bounding_box.changed).toEqual({ keypoints_missing: 1, rotated_box_to_polygon: 1 });
});

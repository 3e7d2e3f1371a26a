import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ExportLabel, Geometry, Keypoint } from '../model.ts';
import {
  annotation,
  completed,
  exportSource,
  item,
  label,
  project,
  run,
} from '../testing/export-source.ts';
import { yolo } from './write.ts';

const names = ['nose', 'left_eye', 'right_eye'];
const person = label('person', 0, { keypoints: names, skeleton: [[1, 2]] });
const hand = label('hand', 2, { keypoints: ['tip'] });
const car = label('car', 3);
const points = (...of: Keypoint[]): Geometry => ({
  type: 'keypoints',
  points: of,
  box: [10, 20, 40, 40],
});

async function written(labels: ExportLabel[], ...objects: [ExportLabel, Geometry][]) {
  const all = objects.map(([of, geometry]) => annotation(of, geometry));
  const items = [item('a.jpg', { width: 100, height: 100, results: [completed('p', ...all)] })];
  const source = exportSource([project('p', labels)], items);
  const { sink, document } = await run(yolo, source, { yoloTask: 'pose' });
  const lines = sink.text('labels/train/a.txt').split('\n').filter(Boolean);
  return { lines, yaml: parse(sink.text('data.yaml')), document };
}

test('every row has the points of the label that has most of them', async () => {
  const { lines, yaml, document } = await written(
    [person, hand, car],
    [person, points([30, 40, 2], [0, 0, 0], [35, 40, 1])],
    [hand, points([30, 40, 2])],
    [car, { type: 'bounding_box', x: 10, y: 20, width: 40, height: 40 }],
  );
  const box = '0.300000 0.400000 0.400000 0.400000';
  expect(lines).toEqual([
    `0 ${box} 0.300000 0.400000 2 0 0 0 0.350000 0.400000 1`,
    `2 ${box} 0.300000 0.400000 2 0 0 0 0 0 0`,
    `3 ${box} 0 0 0 0 0 0 0 0 0`,
  ]);
  expect(yaml).toMatchObject({
    ...{ task: 'pose', kpt_shape: [3, 3], flip_idx: [0, 2, 1] },
    kpt_names: { 0: names, 2: ['tip'] },
  });
  expect(document.annotations.keypoints?.changed).toEqual({});
  expect(document.annotations.bounding_box?.changed).toEqual({ keypoints_missing: 1 });
  expect(document.labels.changed).toEqual({ skeleton_dropped: 1 });
});

test('what a row cannot hold is named', async () => {
  const outline = {
    ...points([130, 40, 2], [30, 40, 2], [0, 0, 0], [9, 9, 2]),
    parts: [[0, 0, 9, 0, 9, 9]],
  };
  const { lines, document } = await written([person], [person, outline as Geometry]);
  expect(lines[0]?.split(' ').slice(5)).toEqual([
    '0',
    '0',
    '0',
    '0.300000',
    '0.400000',
    '2',
    '0',
    '0',
    '0',
  ]);
  expect(document.annotations.keypoints?.changed).toEqual({
    ...{ keypoint_outside_image: 1, keypoints_cut: 1, outline_dropped: 1 },
  });
});

test('without names the objects say how many points there are, and nothing says how to mirror them', async () => {
  const { lines, yaml } = await written([car], [car, points([30, 40, 2], [31, 40, 2])]);
  expect(lines[0]?.split(' ')).toHaveLength(5 + 6);
  expect(yaml.kpt_shape).toEqual([2, 3]);
  expect(yaml).not.toHaveProperty('flip_idx');
  expect(yaml).not.toHaveProperty('kpt_names');
  expect((await written([car])).yaml.kpt_shape).toEqual([1, 3]);
});

test.each([
  [[['nose', 'tail']], undefined],
  [[['left_eye', 'nose']], undefined],
  [[['LeftEye', 'RightEye']], [1, 0]],
  [
    [
      ['eye left', 'eye right'],
      ['eye left', 'nose'],
    ],
    undefined,
  ],
  [
    [
      ['l', 'a_right', 'a_left'],
      ['nose', 'b_right', 'b_left'],
    ],
    [0, 2, 1],
  ],
])('mirrors %j as %j', async (lists, flip) => {
  const labels = lists.map((keypoints, at) => label(`l${at}`, at, { keypoints }));
  expect((await written(labels)).yaml.flip_idx).toEqual(flip);
});

test('labels that share one list of names need no alias', async () => {
  const shared = ['a', 'b'];
  const labels = [label('x', 0, { keypoints: shared }), label('y', 1, { keypoints: shared })];
  const source = exportSource([project('p', labels)], []);
  const { sink } = await run(yolo, source, { yoloTask: 'pose' });
  expect(sink.text('data.yaml')).not.toMatch(/[&*]/);
});

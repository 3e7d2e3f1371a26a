import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { encodeCounts } from '../geometry/rle.ts';
import type { BoundingBox, Geometry } from '../model.ts';
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

const car = label('car', 0);

async function rows(...geometries: Geometry[]) {
  const objects = geometries.map((geometry) => annotation(car, geometry));
  const items = [item('a.jpg', { width: 100, height: 100, results: [completed('p', ...objects)] })];
  const source = exportSource([project('p', [car])], items);
  const { sink, document } = await run(yolo, source, { yoloTask: 'obb' });
  expect(parse(sink.text('data.yaml')).task).toBe('obb');
  const lines = sink.text('labels/train/a.txt').split('\n').filter(Boolean);
  return { lines, report: document.annotations };
}

const box: BoundingBox = { type: 'bounding_box', x: 40, y: 40, width: 20, height: 10 };

test('a box is its four corners, clockwise from its own top left', async () => {
  const { lines, report } = await rows(box, { ...box, rotation: 90 });
  expect(lines).toEqual([
    '0 0.400000 0.400000 0.600000 0.400000 0.600000 0.500000 0.400000 0.500000',
    '0 0.550000 0.350000 0.550000 0.550000 0.450000 0.550000 0.450000 0.350000',
  ]);
  expect(report.bounding_box?.changed).toEqual({});
});

test('a polygon and a mask are the smallest rectangle around them, keypoints their box', async () => {
  const { lines, report } = await rows(
    { type: 'polygon', parts: [[50, 40, 60, 50, 50, 60, 40, 50]], box: [40, 40, 20, 20] },
    { type: 'segmentation_mask', size: [100, 100], counts: '0', box: [10, 10, 20, 20] },
    {
      type: 'segmentation_mask',
      size: [100, 100],
      // Three diagonal pixels, from (10, 20) to (12, 22).
      counts: encodeCounts([1020, 1, 100, 1, 100, 1, 8777]),
      box: [10, 20, 3, 3],
    },
    { type: 'keypoints', points: [[1, 1, 2]], box: [10, 10, 30, 20] },
  );
  expect(lines[0]).toBe(
    '0 0.400000 0.500000 0.500000 0.400000 0.600000 0.500000 0.500000 0.600000',
  );
  expect(report.polygon?.changed).toEqual({ polygon_to_rotated_box: 1 });
  expect(report.segmentation_mask?.changed).toEqual({ mask_to_box: 1, mask_to_rotated_box: 1 });
  expect(lines[2]).toBe(
    '0 0.095000 0.205000 0.105000 0.195000 0.135000 0.225000 0.125000 0.235000',
  );
  expect(report.keypoints?.changed).toEqual({ keypoints_to_box: 1 });
});

test('what sticks out is cut and named; what is outside or has no area is lost', async () => {
  const { lines, report } = await rows(
    { ...box, x: 90 },
    { ...box, x: 88, rotation: 30 },
    { ...box, x: 130, rotation: 30 },
    { ...box, height: 0 },
    { type: 'polygon', parts: [[10, 10, 20, 20, 30, 30]], box: [10, 10, 20, 20] },
  );
  expect(lines).toHaveLength(2);
  expect(lines[0]).toBe(
    '0 0.900000 0.400000 1.000000 0.400000 1.000000 0.500000 0.900000 0.500000',
  );
  expect(report.bounding_box).toMatchObject({
    written: 2,
    changed: { clipped: 2 },
    lost: { outside_image: 1, zero_area: 1 },
  });
  expect(report.polygon?.lost).toEqual({ zero_area: 1 });
});

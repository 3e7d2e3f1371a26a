import { expect, test } from 'vitest';
import type { Geometry } from '../../../canvas/geometry.ts';
import { boxBetween, handlesOf, moved, withHandle } from './handles.ts';

const image = { width: 100, height: 80 };
const box: Geometry = { type: 'bounding_box', x: 10, y: 10, width: 20, height: 10 };

test('a corner is dragged, the opposite one stays, also when they change sides', () => {
  expect(withHandle(box, 2, [50, 40], image)).toEqual(boxBetween([10, 10], [50, 40]));
  expect(withHandle(box, 0, [90, 70], image)).toEqual(boxBetween([30, 20], [90, 70]));
  expect(withHandle(box, 2, [500, 400], image)).toMatchObject({ width: 90, height: 70 });
});

test('a box stays inside when it is moved', () => {
  expect(moved(box, 1000, -1000, image)).toMatchObject({ x: 80, y: 0, width: 20, height: 10 });
});

test('a vertex of any part is dragged, and the box follows', () => {
  const polygon: Geometry = {
    type: 'polygon',
    parts: [
      [0, 0, 10, 0, 10, 10],
      [20, 20, 30, 20, 30, 30],
    ],
    box: [0, 0, 30, 30],
  };
  expect(handlesOf(polygon)).toHaveLength(6);
  expect(withHandle(polygon, 5, [60, 50], image)).toEqual({
    type: 'polygon',
    parts: [
      [0, 0, 10, 0, 10, 10],
      [20, 20, 30, 20, 60, 50],
    ],
    box: [0, 0, 60, 50],
  });
});

test('a keypoint that was not labelled becomes visible', () => {
  const points: Geometry = {
    type: 'keypoints',
    points: [
      [5, 5, 2],
      [0, 0, 0],
    ],
    box: [5, 5, 0, 0],
  };
  expect(withHandle(points, 1, [20, 30], image)).toMatchObject({
    points: [
      [5, 5, 2],
      [20, 30, 2],
    ],
    box: [5, 5, 15, 25],
  });
});

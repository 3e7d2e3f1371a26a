import { expect, test } from 'vitest';
import { bodyOf, includesMedia, initial } from './choice.ts';

const dataset = { uid: 'd' };

test('options of other formats are not sent', () => {
  expect(bodyOf({ ...initial, format: 'CSV', yoloTask: 'obb' }, dataset, 'x')).toEqual({
    name: 'x',
    format: 'CSV',
    datasets: ['d'],
    slices: [],
    projects: [],
    strict: false,
  });
  expect(bodyOf({ ...initial, format: 'YOLO', yoloTask: 'obb' }, dataset, 'x')).toMatchObject({
    yolo_task: 'obb',
  });
});

test('a slice stands for its dataset, and an empty filter is none', () => {
  const body = bodyOf({ ...initial, slice: 's', filter: '  ' }, dataset, 'x');
  expect(body).toMatchObject({ datasets: [], slices: ['s'] });
  expect(body).not.toHaveProperty('filter_query_string');
});

test('media is what the format does unless it was chosen', () => {
  expect(includesMedia({ ...initial, format: 'YOLO' })).toBe(true);
  expect(includesMedia({ ...initial, format: 'YOLO', media: false })).toBe(false);
  expect(includesMedia({ ...initial, format: 'COCO' })).toBe(false);
});

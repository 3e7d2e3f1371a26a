import { expect, it } from 'vitest';
import type { ExportAnnotation, Geometry } from '../../formats/model.ts';
import { byContent } from './order.ts';

const at = (x: number): Geometry => ({ type: 'bounding_box', x, y: 2, width: 3, height: 4 });
const one = (
  uid: string,
  classIndex: number,
  geometry: Geometry,
  attributes = {},
): ExportAnnotation => ({
  uid,
  label: { name: 'l', color: '#000000', classIndex },
  geometry,
  attributes,
});
const mask = (counts: string): Geometry => ({
  type: 'segmentation_mask',
  size: [2, 2],
  counts,
  box: [0, 0, 1, 1],
});

it('orders by what annotations say, whatever their uids are', () => {
  const expected = [
    one('9', 0, at(5)),
    one('8', 0, at(10)),
    one('7', 0, mask('13')),
    one('6', 0, mask('22')),
    one('5', 2, at(1), { occluded: true }),
    one('4', 2, at(1)),
    one('3', 10, at(0)),
  ];
  const shuffled = [3, 0, 6, 1, 5, 2, 4].flatMap((index) => expected[index] ?? []);
  expect(shuffled.sort(byContent).map(({ uid }) => uid)).toEqual(expected.map(({ uid }) => uid));
});

it('leaves equal ones to their uids', () => {
  const [a, b] = [one('a', 0, at(1)), one('b', 0, at(1))];
  expect([b, a].sort(byContent)).toEqual([a, b]);
});

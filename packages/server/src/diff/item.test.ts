import { expect, test } from 'vitest';
import { facts, type Fact } from '../formats/fidelity/model.ts';
import type { Geometry } from '../formats/model.ts';
import { compareItems } from './item.ts';
import type { CompareOptions, DiffAnnotation, DiffItem } from './model.ts';

const everything = new Set(Object.keys(facts) as Fact[]);
const exact: CompareOptions = { facts: everything, tolerance: 0, mixed: false };
const mixed: CompareOptions = { facts: new Set(), tolerance: 0, mixed: true };

const box = (x: number, y = 0, width = 10, height = 10): Geometry => {
  return { type: 'bounding_box', x, y, width, height };
};
const one = (label: string, geometry: Geometry, attributes = {}): DiffAnnotation => {
  return { label, geometry, attributes };
};
const item = (annotations: DiffAnnotation[], more: Partial<DiffItem> = {}): DiffItem => {
  return { key: 'a.jpg', metadata: {}, labelled: true, annotations, ...more };
};
const changes = (a: DiffAnnotation[], b: DiffAnnotation[], options = exact) =>
  compareItems(item(a), item(b), options)?.annotations ?? [];

test('the same objects in another order are no difference', () => {
  const objects = [
    one('car', box(1)),
    one('car', box(1)),
    one('bus', box(1), { a: [1, { b: 2 }] }),
  ];
  expect(compareItems(item(objects), item(objects.toReversed()), exact)).toBeUndefined();
});

test('added, removed, moved: by the best overlap within the class, each object once', () => {
  const a = [one('car', box(0)), one('car', box(3)), one('bus', box(0)), one('bus', box(50))];
  const b = [one('car', box(2)), one('car', box(4)), one('bus', box(0)), one('car', box(80))];
  const found = changes(a, b);
  expect(found.map((change) => change.change)).toEqual(['removed', 'added', 'moved', 'moved']);
  expect(found[0]).toEqual({ change: 'removed', label: 'bus', geometry: box(50) });
  expect(found[1]).toEqual({ change: 'added', label: 'car', geometry: box(80) });
  expect(found.slice(2)).toMatchObject([
    { from: box(3), to: box(2) },
    { from: box(0), to: box(4) },
  ]);
  expect(found[2]).toMatchObject({ iou: expect.closeTo(9 / 11) });
});

test('of two that say the same the one with the same attributes is it', () => {
  const a = [one('car', box(0), { id: 1 }), one('car', box(0), { id: 2 })];
  const b = [one('car', box(0), { id: 2 }), one('car', box(0), { id: 3 })];
  expect(changes(a, b)).toEqual([
    {
      change: 'attributes',
      label: 'car',
      geometry: box(0),
      attributes: [{ field: 'id', from: 1, to: 3 }],
    },
  ]);
});

test('another class for the same shape comes before a neighbour of the same class', () => {
  const a = [one('car', box(0))];
  const b = [one('bus', box(0)), one('car', box(1))];
  expect(changes(a, b).map(({ change }) => change)).toEqual(['added', 'class']);
});

test('metadata and fields, only as far as both formats hold them', () => {
  const a = item([], { metadata: { weather: 'sun', time: { h: 1 } }, width: 10, height: 5 });
  const b = item([], { metadata: { time: { h: 1 }, city: 'x' }, split: 'val', labelled: false });
  expect(compareItems(a, b, exact)).toEqual({
    annotations: [],
    metadata: [
      { field: 'weather', from: 'sun', to: undefined },
      { field: 'city', from: undefined, to: 'x' },
    ],
    fields: [
      { field: 'width', from: 10, to: undefined },
      { field: 'height', from: 5, to: undefined },
      { field: 'split', from: undefined, to: 'val' },
      { field: 'labelled', from: true, to: false },
    ],
  });
  expect(compareItems(a, b, mixed)).toBeUndefined();
});

test('between two formats a split counts only where both state one', () => {
  const splits: CompareOptions = { ...mixed, facts: new Set<Fact>(['split']) };
  const [none, train, val] = [item([]), item([], { split: 'train' }), item([], { split: 'val' })];
  expect(compareItems(none, train, splits)).toBeUndefined();
  expect(compareItems(val, train, splits)?.fields).toHaveLength(1);
  expect(compareItems(none, train, exact)?.fields).toHaveLength(1);
});

test('a tolerance makes near ones equal, and no more', () => {
  const near = { ...exact, tolerance: 0.5 };
  expect(changes([one('car', box(0))], [one('car', box(0.5))], near)).toEqual([]);
  expect(changes([one('car', box(0))], [one('car', box(0.6))], near)).toHaveLength(1);
  expect(changes([one('car', box(0))], [one('car', box(0.001))])).toHaveLength(1);
});

const outline: Geometry = {
  type: 'polygon',
  parts: [[0, 0, 10, 0, 10, 10, 4, 10]],
  box: [0, 0, 10, 10],
};

test('an outline and the box around it are the same between two formats, and differ within one', () => {
  const [a, b] = [[one('car', outline)], [one('car', box(0))]];
  expect(changes(a, b, mixed)).toEqual([]);
  expect(changes(a, b).map(({ change }) => change)).toEqual(['removed', 'added']);
  const other: Geometry = { ...outline, parts: [[0, 0, 10, 0, 10, 10]] };
  expect(changes(a, [one('car', other)], mixed).map(({ change }) => change)).toEqual(['moved']);
});

test('fractions become pixels where one archive knows the size, with the digits that they have', () => {
  const fraction = { ...one('car', box(0.123457, 0.5, 0.1, 0.25)), normalized: true as const };
  const pixels = one('car', box(79.0123, 240, 64, 120));
  const sized = { width: 640, height: 480 };
  expect(compareItems(item([fraction]), item([pixels], sized), mixed)).toBeUndefined();
  const moved = one('car', box(79.03, 240, 64, 120));
  expect(compareItems(item([fraction]), item([moved], sized), mixed)?.annotations).toHaveLength(1);
  expect(compareItems(item([fraction]), item([fraction]), exact)).toBeUndefined();
});

test('classifications and cuboids', () => {
  const cuboid = (x: number): Geometry => ({
    type: 'cuboid',
    center: { x, y: 0, z: 0 },
    dimensions: { length: 4, width: 2, height: 1 },
    rotation: { yaw: 0, pitch: 0, roll: 0 },
  });
  const a = [one('night', { type: 'classification' }), one('car', cuboid(0))];
  const b = [one('day', { type: 'classification' }), one('car', cuboid(1))];
  expect(changes(a, b).map(({ change }) => change)).toEqual(['class', 'moved']);
});

test('thousands of objects in one item end in time: only equal ones are matched', () => {
  const many = (from: number) =>
    Array.from({ length: 3000 }, (_, at) => one('car', box((from + at) / 100)));
  const found = changes(many(0), many(1500.5));
  expect(new Set(found.map(({ change }) => change))).toEqual(new Set(['removed', 'added']));
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BoundingBox } from '../model.ts';
import { corners } from './box.ts';
import { boxFromCorners } from './from-corners.ts';

const length = fc.double({ min: 2, max: 500, noNaN: true });
const box = fc.record({
  type: fc.constant('bounding_box' as const),
  ...{ x: length, y: length, width: length, height: length },
  rotation: fc.double({ min: -179, max: 179, noNaN: true }),
});

/** The same four points, from another of them or the other way round. */
function reordered(ring: number[], start: number, backwards: boolean): number[] {
  const pairs = [0, 2, 4, 6].map((i) => ring.slice(i, i + 2));
  const turned = [...pairs.slice(start), ...pairs.slice(0, start)];
  return (backwards ? turned.reverse() : turned).flat();
}

const sorted = (given: BoundingBox) => {
  const ring = corners(given);
  return [0, 2, 4, 6].map((i) => ring.slice(i, i + 2)).sort(([a = 0], [b = 0]) => a - b);
};

test('a box comes back from its corners', () => {
  fc.assert(
    fc.property(box, (given) => {
      const back = boxFromCorners(corners(given), 0)!;
      for (const field of ['x', 'y', 'width', 'height'] as const) {
        expect(back[field]).toBeCloseTo(given[field], 6);
      }
      expect(back.rotation ?? 0).toBeCloseTo(given.rotation, 6);
    }),
  );
});

test('from any corner and either way round it is the same rectangle', () => {
  fc.assert(
    fc.property(box, fc.nat(3), fc.boolean(), (given, start, backwards) => {
      const back = boxFromCorners(reordered(corners(given), start, backwards), 0)!;
      sorted(back).forEach(([x, y], i) => {
        expect(x).toBeCloseTo(sorted(given)[i]![0]!, 4);
        expect(y).toBeDefined();
      });
      expect(back.width * back.height).toBeCloseTo(given.width * given.height, 3);
    }),
  );
});

test('corners in whole pixels are still a box, a slanted shape and a line are none', () => {
  const rounded = corners({
    ...{ type: 'bounding_box', x: 50, y: 60, width: 90, height: 40 },
    rotation: 33,
  }).map(Math.round);
  expect(boxFromCorners(rounded, 0)?.rotation).toBeCloseTo(33, 0);
  expect(boxFromCorners([0, 0, 100, 0, 130, 50, 30, 50], 0)).toBeUndefined();
  expect(boxFromCorners([0, 0, 10, 10, 20, 20, 30, 30], 0)).toBeUndefined();
});

test('an angle within the noise of the digits is a quarter turn; upright has none', () => {
  const upright = boxFromCorners([10, 10.0003, 50, 10, 50, 30, 10, 30.0003], 0.001);
  expect(upright).not.toHaveProperty('rotation');
  expect(boxFromCorners([30, 10, 30.0002, 50, 10, 50, 10, 10], 0.001)?.rotation).toBe(90);
});

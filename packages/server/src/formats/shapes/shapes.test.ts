import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ringArea, ringsArea } from './area.ts';
import { clipRing } from './clip.ts';
import { cornersOf, enclosing, rectangle } from './corners.ts';
import { joinRings } from './join.ts';
import { maskArea, runsOf } from './runs.ts';

const round = (numbers: number[]) => numbers.map((value) => Math.round(value * 1000) / 1000);

test('corners turn clockwise on the screen', () => {
  const box = { type: 'bounding_box', x: 10, y: 20, width: 4, height: 2 } as const;
  expect(cornersOf(box)).toEqual([10, 20, 14, 20, 14, 22, 10, 22]);
  expect(round(cornersOf({ ...box, rotation: 90 }))).toEqual([13, 19, 13, 23, 11, 23, 11, 19]);
  expect(round(enclosing([cornersOf({ ...box, rotation: 90 })]))).toEqual([11, 19, 2, 4]);
});

test('area does not depend on the direction', () => {
  expect(ringArea([0, 0, 4, 0, 4, 3])).toBe(6);
  expect(ringArea([4, 3, 4, 0, 0, 0])).toBe(6);
  expect(ringsArea([rectangle([0, 0, 2, 2]), rectangle([5, 5, 1, 1])])).toBe(5);
});

test('clipping keeps the part inside', () => {
  expect(clipRing(rectangle([-5, -5, 10, 10]), 100, 100)).toEqual(
    expect.arrayContaining([0, 0, 5, 0, 5, 5, 0, 5]),
  );
  expect(ringArea(clipRing(rectangle([-5, -5, 10, 10]), 100, 100))).toBe(25);
  // A diamond that only touches the corner region from outside.
  expect(ringArea(clipRing([-10, 0, 0, -10, -10, -10], 100, 100))).toBe(0);
});

test('clipping never leaves the image, and equals the intersection for boxes', () => {
  const side = fc.double({ min: -50, max: 150, noNaN: true });
  fc.assert(
    fc.property(side, side, fc.double({ min: 0, max: 200, noNaN: true }), (x, y, size) => {
      const clipped = clipRing(rectangle([x, y, size, size]), 100, 80);
      clipped.forEach((value, at) => {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(at % 2 === 0 ? 100 : 80);
      });
      const wide = Math.max(0, Math.min(100, x + size) - Math.max(0, x));
      const high = Math.max(0, Math.min(80, y + size) - Math.max(0, y));
      expect(ringArea(clipped)).toBeCloseTo(wide * high, 4);
    }),
  );
});

test('joined rings have the area of all of them', () => {
  const rings = [rectangle([0, 0, 2, 2]), rectangle([5, 0, 3, 3]), rectangle([0, 9, 1, 1])];
  const joined = joinRings(rings);
  expect(ringArea(joined)).toBe(4 + 9 + 1);
  // Each further ring brings its vertices and the two ends of its bridge.
  expect(joined.length).toBe((4 + 6 + 6) * 2);
});

test('reads the compressed run lengths that pycocotools writes', () => {
  // Its own output for these runs, sizes 10 x 10 and 280 x 460; its `area` gives the same numbers.
  expect(runsOf('61X13mN000j0')).toEqual([6, 1, 40, 4, 5, 4, 5, 4, 31]);
  expect(maskArea(runsOf('61X13mN000j0'))).toBe(13);
  expect(runsOf('0PeQ3PTl0')).toEqual([0, 100_000, 28_800]);
  expect(() => runsOf('61X')).toThrow(RangeError);
});

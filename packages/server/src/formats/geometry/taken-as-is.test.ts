import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Geometry } from '../model.ts';
import { fitToImage } from './fit.ts';
import { takenAsIs } from './taken-as-is.ts';

const coordinate = fc.oneof(
  fc.integer({ min: -3, max: 60 }),
  fc.double({ min: -3, max: 60, noNaN: true }),
  fc.constantFrom(NaN, Infinity, -1, -0.5, 0, 1e300),
);
const ring = fc.array(coordinate, { minLength: 6, maxLength: 10 }).map((all) => all.slice(0, 6));
const box = fc.tuple(coordinate, coordinate, coordinate, coordinate);
const point = fc.tuple(coordinate, coordinate, fc.constantFrom(0, 1, 2));

const geometry: fc.Arbitrary<Geometry> = fc.oneof(
  fc
    .tuple(box, fc.option(coordinate, { nil: undefined }))
    .map(([[x, y, width, height], rotation]): Geometry => {
      const turned = rotation === undefined ? {} : { rotation };
      return { type: 'bounding_box', x, y, width, height, ...turned };
    }),
  fc.record({
    type: fc.constant('polygon' as const),
    parts: fc.array(ring, { minLength: 1, maxLength: 3 }),
    box,
  }),
  fc.record({
    type: fc.constant('segmentation_mask' as const),
    size: fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 })),
    counts: fc.constant('0'),
    box,
  }),
  fc.record(
    {
      type: fc.constant('keypoints' as const),
      points: fc.array(point, { minLength: 1, maxLength: 3 }),
      box,
      parts: fc.array(ring, { maxLength: 2 }),
    },
    { requiredKeys: ['type', 'points', 'box'] },
  ),
  fc.constant({ type: 'classification' as const }),
);

it('says of no image that it takes what would be changed or refused there', () => {
  let taken = 0;
  const size = fc.integer({ min: 1, max: 70 });
  fc.assert(
    fc.property(geometry, size, size, (shape, width, height) => {
      const sizes = takenAsIs(shape);
      if (!sizes) return;
      const { minWidth, maxWidth, minHeight, maxHeight } = sizes;
      // The smallest one is the one where it could go wrong.
      const ends = [
        [width, height],
        [minWidth, minHeight],
      ] as const;
      for (const [w, h] of ends) {
        if (w < minWidth || w > maxWidth || h < minHeight || h > maxHeight) continue;
        taken += 1;
        expect(fitToImage(shape, w, h)).toEqual({ geometry: shape });
      }
    }),
    { numRuns: 2_000 },
  );
  expect(taken).toBeGreaterThan(100);
});

it('knows the smallest image of what it is mostly asked for', () => {
  const sizes = (shape: Geometry) => {
    const { minWidth, minHeight } = takenAsIs(shape) ?? {};
    return [minWidth, minHeight];
  };
  expect(sizes({ type: 'bounding_box', x: 0, y: -1, width: 100, height: 52 })).toEqual([99, 50]);
  const parts = [[0, 0, 100.5, 0, 100.5, 50]];
  expect(sizes({ type: 'polygon', parts, box: [0, 0, 1, 1] })).toEqual([100, 49]);
  expect(sizes({ type: 'bounding_box', x: 0, y: 0, width: 0, height: 5 })).toEqual([
    undefined,
    undefined,
  ]);
  expect(
    takenAsIs({ type: 'segmentation_mask', size: [50, 100], counts: '0', box: [0, 0, 9, 9] }),
  ).toEqual({ minWidth: 100, maxWidth: 100, minHeight: 50, maxHeight: 50 });
});

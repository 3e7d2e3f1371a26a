import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box, Geometry, Keypoint } from '../model.ts';
import { clipRing } from './clip.ts';
import { denormalize } from './denormalize.ts';
import { enclosingBox } from './box.ts';
import { fitToImage } from './fit.ts';
import { encodeCounts } from './rle.ts';

const box = (x: number, y: number, width: number, height: number, rotation?: number): Geometry => ({
  type: 'bounding_box',
  x,
  y,
  width,
  height,
  ...(rotation === undefined ? {} : { rotation }),
});
const polygon = (...parts: number[][]): Geometry => ({ type: 'polygon', parts, box: [0, 0, 1, 1] });
const keypoints = (points: Keypoint[], around: Box): Geometry => ({
  type: 'keypoints',
  points,
  box: around,
});

describe('fitToImage (100 x 50)', () => {
  const fit = (geometry: Geometry) => fitToImage(geometry, 100, 50);

  it('keeps what lies inside, or out by no more than a pixel', () => {
    for (const shape of [
      box(0, 0, 100, 50),
      box(-1, -1, 102, 52),
      polygon([0, 0, 100, 0, 100, 51]),
    ]) {
      expect(fit(shape)).toEqual({ geometry: shape });
    }
  });

  it('clips a box that reaches out', () => {
    expect(fit(box(-5, 10, 20, 60))).toEqual({
      geometry: box(0, 10, 15, 40),
      changed: 'box_clipped',
    });
  });

  it('refuses boxes outside, without area, or not finite', () => {
    expect(fit(box(100, 0, 10, 10))).toEqual({ refused: 'box_outside_image' });
    expect(fit(box(-10, 0, 10, 10))).toEqual({ refused: 'box_outside_image' });
    expect(fit(box(1, 1, 0, 5))).toEqual({ refused: 'zero_area' });
    expect(fit(box(1, 1, 5, -5))).toEqual({ refused: 'zero_area' });
    expect(fit(box(1, NaN, 5, 5))).toEqual({ refused: 'not_finite' });
    expect(fit(box(1, 1, Infinity, 5))).toEqual({ refused: 'not_finite' });
  });

  it('leaves a turned box whole when it reaches out, and refuses it outside', () => {
    const turned = box(80, 20, 30, 10, 45);
    expect(fit(turned)).toEqual({ geometry: turned });
    expect(fit(box(140, 20, 30, 10, 45))).toEqual({ refused: 'box_outside_image' });
    // Upright it would lie outside, turned by a quarter it reaches in.
    expect(fit(box(98, -25, 40, 20, 90)).refused).toBe('box_outside_image');
    expect(fit(box(90, -30, 20, 26, 90)).refused).toBe('box_outside_image');
    expect(fit(box(90, -21, 60, 20, 90)).geometry).toBeUndefined();
    expect(fit(box(70, -21, 40, 20, 90)).geometry).toBeDefined();
  });

  it('clips polygons and drops the parts that are gone', () => {
    const result = fit(polygon([90, 10, 110, 10, 110, 30, 90, 30], [200, 0, 210, 0, 210, 10]));
    expect(result.changed).toBe('polygon_clipped');
    expect(enclosingBox(result.geometry as Geometry)).toEqual([90, 10, 10, 20]);
    expect(result.geometry).toMatchObject({ box: [90, 10, 10, 20] });
    expect(fit(polygon([200, 0, 210, 0, 210, 10]))).toEqual({ refused: 'box_outside_image' });
    expect(fit(polygon([5, 5, 10, 5, 7, 5]))).toEqual({ refused: 'zero_area' });
    expect(fit(polygon([5, 5, 10, NaN, 7, 5]))).toEqual({ refused: 'not_finite' });
  });

  it('knows three visibilities, as readers of keypoints do', () => {
    const [given, taken]: Keypoint[][] = [
      [
        [10, 10, 7],
        [11, 11, 0.5],
        [12, 12, -1],
      ],
      [
        [10, 10, 2],
        [11, 11, 1],
        [12, 12, 0],
      ],
    ];
    expect(fit(keypoints(given ?? [], [5, 5, 20, 20]))).toEqual({
      geometry: keypoints(taken ?? [], [5, 5, 20, 20]),
    });
  });

  it('marks keypoints outside as not labelled', () => {
    const shape = keypoints(
      [
        [10, 10, 2],
        [300, 10, 2],
        [0, 0, 0],
      ],
      [5, 5, 20, 20],
    );
    expect(fit(shape)).toEqual({
      geometry: keypoints(
        [
          [10, 10, 2],
          [0, 0, 0],
          [0, 0, 0],
        ],
        [5, 5, 20, 20],
      ),
      changed: 'keypoint_outside_image',
    });
    expect(fit(keypoints([[300, 10, 2]], [5, 5, 20, 20]))).toEqual({
      refused: 'box_outside_image',
    });
    expect(fit(keypoints([[10, 10, 2]], [5, 5, 200, 20]))).toEqual({
      geometry: keypoints([[10, 10, 2]], [5, 5, 95, 20]),
      changed: 'box_clipped',
    });
  });

  it('wants a mask of the size of the image', () => {
    const mask = (height: number, width: number, around: Box): Geometry => ({
      type: 'segmentation_mask',
      size: [height, width],
      counts: encodeCounts([height, 3, height * width - height - 3]),
      box: around,
    });
    expect(fit(mask(50, 100, [1, 0, 1, 3]))).toEqual({ geometry: mask(50, 100, [1, 0, 1, 3]) });
    expect(fit(mask(100, 50, [1, 0, 1, 3]))).toEqual({ refused: 'mask_size_mismatch' });
    expect(fit(mask(50, 100, [0, 0, 0, 0]))).toEqual({
      geometry: mask(50, 100, [1, 0, 1, 3]),
      changed: 'box_recomputed',
    });
    const empty = { ...mask(50, 100, [0, 0, 0, 0]), counts: encodeCounts([5000]) } as Geometry;
    expect(fit(empty)).toEqual({ refused: 'zero_area' });
  });

  it('never gives a box that reaches out by more than a pixel, nor one without area', () => {
    const number = fc.double({ min: -300, max: 300 });
    fc.assert(
      fc.property(number, number, number, number, (x, y, width, height) => {
        const { geometry } = fit(box(x, y, width, height));
        if (geometry?.type !== 'bounding_box') return;
        expect(geometry.width > 0 && geometry.height > 0).toBe(true);
        expect(Math.min(geometry.x, geometry.y)).toBeGreaterThanOrEqual(-1);
        expect(geometry.x + geometry.width).toBeLessThanOrEqual(101.000001);
        expect(geometry.y + geometry.height).toBeLessThanOrEqual(51.000001);
      }),
    );
  });
});

describe('clipRing', () => {
  it('keeps every point inside', () => {
    const ring = fc.array(fc.double({ min: -50, max: 150, noNaN: true }), {
      minLength: 6,
      maxLength: 20,
    });
    fc.assert(
      fc.property(ring, (values) => {
        const even = values.length % 2 === 0 ? values : values.slice(1);
        const clipped = clipRing(even, 100, 50) ?? [];
        clipped.forEach((value, i) => {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(i % 2 === 0 ? 100 : 50);
        });
      }),
    );
  });

  it('cuts a diamond to an octagon', () => {
    expect(clipRing([50, -10, 110, 25, 50, 60, -10, 25], 100, 50)).toHaveLength(16);
  });
});

describe('denormalize', () => {
  it('turns fractions into pixels', () => {
    expect(denormalize(box(0.25, 0.5, 0.5, 0.1), 200, 100)).toEqual(box(50, 50, 100, 10));
    expect(denormalize(polygon([0, 0, 1, 0, 0.5, 1]), 200, 100)).toEqual({
      type: 'polygon',
      parts: [[0, 0, 200, 0, 100, 100]],
      box: [0, 0, 200, 100],
    });
    expect(denormalize(keypoints([[0.5, 0.5, 1]], [0, 0, 0.5, 0.5]), 10, 20)).toEqual(
      keypoints([[5, 10, 1]], [0, 0, 5, 10]),
    );
  });
});

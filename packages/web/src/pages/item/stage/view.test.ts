import { expect, test } from 'vitest';
import { fitted, kept, toImage, zoomed } from './view.ts';

const stage = { width: 824, height: 624 };

test('a picture is fitted with room around it, a small one not beyond four times', () => {
  expect(fitted({ width: 1600, height: 600 }, stage)).toEqual({ scale: 0.5, x: 12, y: 162 });
  expect(fitted({ width: 10, height: 10 }, stage).scale).toBe(4);
});

test('zooming leaves the point under the cursor where it is', () => {
  const view = { scale: 0.5, x: 12, y: 162 };
  const closer = zoomed(view, 3, [200, 300], 0.1);
  expect(closer.scale).toBe(1.5);
  expect(toImage(closer, [200, 300])[0]).toBeCloseTo(toImage(view, [200, 300])[0]);
  expect(toImage(closer, [200, 300])[1]).toBeCloseTo(toImage(view, [200, 300])[1]);
  expect(zoomed(view, 1e9, [0, 0], 0.1).scale).toBe(64);
  expect(zoomed(view, 1e-9, [0, 0], 0.1).scale).toBe(0.1);
});

test('a picture cannot be dragged out of sight', () => {
  const image = { width: 100, height: 100 };
  expect(kept({ scale: 1, x: -5000, y: 9000 }, image, stage)).toEqual({
    scale: 1,
    x: -52,
    y: 576,
  });
});

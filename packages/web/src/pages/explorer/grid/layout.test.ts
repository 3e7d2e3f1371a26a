import { expect, it } from 'vitest';
import { aspectOf, fit, layoutOf, offsetOf, rowsAt, scrollFor, tilesIn } from './layout.ts';

it('fills the width', () => {
  const layout = layoutOf(100, 1000, 200, 2);
  expect(layout).toMatchObject({ columns: 5, rows: 20, tileWidth: 196, tileHeight: 98 });
  expect(layoutOf(3, 50, 200, 1).columns).toBe(1);
});

it('draws what is seen and a little more', () => {
  const layout = layoutOf(1000, 1000, 200, 2);
  expect(rowsAt(layout, 0, 500)).toEqual({ first: 0, last: 6 });
  expect(rowsAt(layout, 102 * 50, 500)).toEqual({ first: 48, last: 56 });
  expect(rowsAt(layout, layout.contentHeight, 500).last).toBe(layout.rows - 1);
});

it('reaches the end of a grid that no browser could hold', () => {
  const layout = layoutOf(5_000_000, 1000, 200, 1);
  expect(layout.scrollHeight).toBeLessThan(layout.contentHeight);
  const end = offsetOf(layout, layout.scrollHeight - 800, 800);
  expect(end).toBeCloseTo(layout.contentHeight - 800, 3);
  expect(scrollFor(layout, end, 800)).toBeCloseTo(layout.scrollHeight - 800, 3);
});

it('finds the tiles under a lasso', () => {
  const layout = layoutOf(23, 1000, 200, 2);
  expect(tilesIn(layout, 23, [0, 0, 10, 10])).toEqual([0]);
  expect(tilesIn(layout, 23, [190, 90, 210, 110])).toEqual([0, 1, 5, 6]);
  expect(tilesIn(layout, 23, [500, 406, 1000, 900])).toEqual([22]);
});

it('takes the shape that most have', () => {
  expect(aspectOf([{ width: 16, height: 9 }])).toBeCloseTo(16 / 9);
  expect(aspectOf([{ width: 0, height: 0 }])).toBeCloseTo(4 / 3);
  expect(aspectOf([{ width: 100, height: 1 }])).toBe(2);
  expect(fit(200, 100, 100, 100)).toEqual({ scale: 0.5, dx: 0, dy: 25 });
});

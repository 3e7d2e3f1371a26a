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

it('draws every row once and no more than a screen of them, however many items there are', () => {
  for (const total of [100_003, 2_631_083, 40_000_000]) {
    const layout = layoutOf(total, 1164, 72, 4 / 3);
    const height = 770;
    const inSight = Math.ceil(height / layout.rowHeight) + 1;
    const end = layout.scrollHeight - height;
    for (let step = 0; step <= 997; step++) {
      const offset = offsetOf(layout, (end * step) / 997, height);
      const { first, last } = rowsAt(layout, offset, height);
      expect(first * layout.rowHeight).toBeLessThanOrEqual(offset);
      expect(last).toBeGreaterThanOrEqual(
        Math.min(layout.rows - 1, Math.floor((offset + height) / layout.rowHeight)),
      );
      expect(last - first + 1).toBeLessThanOrEqual(inSight + 4);
      expect(last).toBeLessThan(layout.rows);
    }
    expect(rowsAt(layout, offsetOf(layout, end, height), height).last).toBe(layout.rows - 1);
    expect(layout.rows * layout.columns).toBeGreaterThanOrEqual(total);
  }
});

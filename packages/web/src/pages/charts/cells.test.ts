import { expect, test } from 'vitest';
import { cellFilter } from './cells.ts';

test('a cell has four sides, those at the edge of the image are open', () => {
  expect(cellFilter(32, 8, 1, '')).toBe(
    'count(box.center_x >= 0.25 AND box.center_x < 0.28125 AND box.center_y >= 0.03125 AND box.center_y < 0.0625) >= 1',
  );
  expect(cellFilter(32, 0, 31, 'traffic light')).toBe(
    'count(label = "traffic light" AND box.center_x < 0.03125 AND box.center_y >= 0.96875) >= 1',
  );
});

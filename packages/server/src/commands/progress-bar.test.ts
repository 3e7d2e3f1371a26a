import { expect, it } from 'vitest';
import { barText } from './progress-bar.ts';

it('shows share, rate and time left', () => {
  expect(barText(250, 1000, 5000, 'items')).toBe(
    '[########......................]  25 %  250 of 1000 items, 50 per s 15 s left',
  );
  expect(barText(1, 100_000, 1000, 'items')).toContain('27 h 47 min left');
  expect(barText(0, 0, 0, 'items')).toBe(
    '[..............................]   0 %  0 of 0 items, 0 per s',
  );
});

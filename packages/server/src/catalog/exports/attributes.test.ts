import { expect, test } from 'vitest';
import { attributesReader } from './attributes.ts';

test('reads what it is given, and gives one object for one text', () => {
  const read = attributesReader();
  const first = read('{"occluded": true}');
  expect(first).toEqual({ occluded: true });
  expect(read('{"occluded": false}')).toEqual({ occluded: false });
  expect(read('{"occluded": true}')).toBe(first);
  expect(Object.isFrozen(first)).toBe(true);
});

test('goes on when there are more texts than it remembers', () => {
  const read = attributesReader();
  for (const round of [1, 2]) {
    for (let track = 0; track < 1_000; track += 1) {
      expect(read(`{"track": ${track}}`), `round ${round}`).toEqual({ track });
    }
  }
});

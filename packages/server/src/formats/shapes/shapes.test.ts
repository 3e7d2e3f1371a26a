import { expect, test } from 'vitest';
import { ringArea, ringsArea } from './area.ts';
import { joinRings } from './join.ts';
import { rectangle } from './rectangle.ts';

test('area does not depend on the direction', () => {
  expect(ringArea([0, 0, 4, 0, 4, 3])).toBe(6);
  expect(ringArea([4, 3, 4, 0, 0, 0])).toBe(6);
  expect(ringsArea([rectangle([0, 0, 2, 2]), rectangle([5, 5, 1, 1])])).toBe(5);
});

test('joined rings have the area of all of them', () => {
  const rings = [rectangle([0, 0, 2, 2]), rectangle([5, 0, 3, 3]), rectangle([0, 9, 1, 1])];
  const joined = joinRings(rings);
  expect(ringArea(joined)).toBe(4 + 9 + 1);
  // Each further ring brings its vertices and the two ends of its bridge.
  expect(joined.length).toBe((4 + 6 + 6) * 2);
});

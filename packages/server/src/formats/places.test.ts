import { expect, it } from 'vitest';
import { Places } from './places.ts';

it('knows the places that were added, far ones too', () => {
  const places = new Places();
  const added = [0, 1, 9, 8_191, 8_192, 1_743_041];
  for (const place of [...added, 9]) places.add(place);
  expect(places.size).toBe(added.length);
  const asked = [0, 1, 2, 8, 9, 10, 8_190, 8_191, 8_192, 8_193, 1_743_040, 1_743_041, 5e6];
  expect(asked.filter((place) => places.has(place))).toEqual(added);
});

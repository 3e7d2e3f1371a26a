import { expect, it } from 'vitest';
import { Seen } from './seen.ts';

it('knows what was added, over many growths', () => {
  const seen = new Seen();
  for (let i = 0; i < 100_000; i += 1) expect(seen.add(`image ${i}`)).toBe(true);
  expect(seen.size).toBe(100_000);
  for (let i = 0; i < 100_000; i += 1) expect(seen.add(`image ${i}`)).toBe(false);
  for (let i = 0; i < 100_000; i += 1) expect(seen.has(`other ${i}`)).toBe(false);
});

import { expect, it } from 'vitest';
import { Seen } from './seen.ts';

it('knows what was added, over many growths', () => {
  const seen = new Seen();
  const names = Array.from({ length: 100_000 }, (_, i) => `image ${i}`);
  expect(names.filter((name) => seen.add(name))).toHaveLength(100_000);
  expect(seen.size).toBe(100_000);
  expect(names.filter((name) => seen.add(name))).toEqual([]);
  expect(names.filter((name) => seen.has(`other ${name}`))).toEqual([]);
  expect(names.every((name) => seen.has(name))).toBe(true);
});

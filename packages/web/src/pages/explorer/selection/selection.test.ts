import { expect, test } from 'vitest';
import { MAX_SELECTED, Selection } from './selection.ts';

test('takes as many as a slice can name, and says that it is full', () => {
  const selection = new Selection();
  selection.add(Array.from({ length: MAX_SELECTED - 1 }, (_, n) => `${n}`));
  expect(selection.full).toBe(false);
  selection.add(['a', 'b']);
  expect([selection.size, selection.has('a'), selection.has('b'), selection.full]).toEqual([
    MAX_SELECTED,
    true,
    false,
    true,
  ]);
  selection.toggle('c', 0);
  expect(selection.has('c')).toBe(false);
  selection.toggle('a', 0);
  expect(selection.full).toBe(false);
});

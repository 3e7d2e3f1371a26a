import { expect, test, vi } from 'vitest';
import { remember } from './remember.ts';

test('what is asked for again is the same, until too much is kept', () => {
  const make = vi.fn((text: string) => ({ text }));
  const of = remember(make, 2);
  expect(of('a')).toBe(of('a'));
  expect(of('b')).toEqual({ text: 'b' });
  expect(make).toHaveBeenCalledTimes(2);
  of('c');
  of('a');
  expect(make).toHaveBeenCalledTimes(4);
});

test('what failed is tried again', () => {
  let tries = 0;
  const of = remember((text) => {
    tries += 1;
    if (tries === 1) throw new Error(text);
    return tries;
  });
  expect(() => of('no')).toThrow('no');
  expect(of('no')).toBe(2);
});

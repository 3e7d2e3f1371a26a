import { expect, it } from 'vitest';
import { ago, bytes, compact, duration, plural } from './numbers.ts';

it('writes bytes with three digits', () => {
  expect([0, 999, 1000, 5_283_689, 470e6].map(bytes)).toEqual([
    '0 B',
    '999 B',
    '1.00 kB',
    '5.28 MB',
    '470 MB',
  ]);
});

it('writes numbers short', () => {
  expect(compact(118_287)).toBe('118.3K');
  expect(plural(1, 'item')).toBe('1 item');
  expect(plural(2000, 'item')).toBe('2,000 items');
});

it('says how long', () => {
  expect([4.4, 75, 3_700].map(duration)).toEqual(['4 s', '1 min 15 s', '1 h 1 min']);
});

it('says how long ago', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  expect(ago('2026-11-22T11:59:30Z', now)).toBe('just now');
  expect(ago('2026-11-22T11:55:00Z', now)).toBe('5 min. ago');
  expect(ago('2026-11-22T09:00:00Z', now)).toBe('3 hr. ago');
  expect(ago('2026-10-01T09:00:00Z', now)).toBe('1 Oct 2026');
});

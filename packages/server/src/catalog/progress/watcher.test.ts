import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Watcher } from './watcher.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('one look for all listeners, and none when nobody listens', async () => {
  const looks: string[][] = [];
  const watcher = new Watcher(async (uids) => {
    looks.push(uids);
    return uids.filter((uid) => uid !== 'gone').map((uid) => ({ uid }));
  });
  const seen: unknown[] = [];
  const stops = ['a', 'a', 'gone'].map((uid) => watcher.watch(uid, (row) => seen.push(row?.uid)));
  expect(watcher.size).toBe(3);
  await vi.advanceTimersByTimeAsync(600);
  expect(looks).toEqual([['a', 'gone']]);
  expect(seen).toEqual(['a', 'a', undefined]);
  for (const stop of stops) stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(looks).toHaveLength(1);
});

test('a look that fails is tried again', async () => {
  let calls = 0;
  const watcher = new Watcher(async () => {
    if (++calls === 1) throw new Error('away');
    return [{ uid: 'a' }];
  });
  const seen: unknown[] = [];
  const stop = watcher.watch('a', (row) => seen.push(row));
  await vi.advanceTimersByTimeAsync(1100);
  stop();
  expect(seen).toEqual([{ uid: 'a' }]);
});

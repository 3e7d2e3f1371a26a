import { expect, test } from 'vitest';
import { Meter } from './rate.ts';

test('rate and time left come from the last seconds', () => {
  const meter = new Meter();
  expect(meter.add({ at: 0, done: 0, total: 1000 })).toEqual({ rate: null, secondsLeft: null });
  expect(meter.add({ at: 1000, done: 100, total: 1000 })).toEqual({ rate: 100, secondsLeft: 9 });
  // It becomes slow: after the window only the slow part counts.
  for (let second = 2; second <= 12; second++) {
    meter.add({ at: second * 1000, done: 100 + (second - 1) * 10, total: 1000 });
  }
  const { rate, secondsLeft } = meter.add({ at: 13_000, done: 220, total: 1000 });
  expect(rate).toBeCloseTo(10);
  expect(secondsLeft).toBeCloseTo(78);
});

test('what stands still has no rate, and without a total no end', () => {
  const meter = new Meter();
  meter.add({ at: 0, done: 5, total: null });
  expect(meter.add({ at: 1000, done: 5, total: null })).toEqual({ rate: null, secondsLeft: null });
  expect(meter.add({ at: 2000, done: 25, total: null })).toEqual({ rate: 10, secondsLeft: null });
});

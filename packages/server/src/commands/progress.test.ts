import { expect, test, vi } from 'vitest';
import { describe, duration, showProgress, type Step } from './progress.ts';

const step: Step = { name: 'Importing', done: 250, total: 1_000, unit: 'items' };

test('a line says how much, how fast and how long still', () => {
  expect(describe(step, 10, 250)).toBe(
    'Importing   [######..................]  25 %  250 of 1,000, 25/s, 30 s left',
  );
});

test('a rate is told once it means something', () => {
  expect(describe(step, 0.5, 1)).toMatch(/250 of 1,000$/);
});

test('an unknown end gives no numbers made up', () => {
  expect(describe({ name: 'Reading', done: 5, total: 0, unit: 'bytes' }, 0, 0)).toBe(
    'Reading     ...',
  );
});

test('the bar gives way to the numbers, and goes when there is no room', () => {
  const large = { ...step, done: 1_234_567, total: 5_000_000 };
  const line = describe(large, 100, 1_234_567, 79);
  expect(line).toHaveLength(79);
  expect(line).toMatch(
    /^Importing {3}\[#+\.+\] {2}24 % {2}1,234,567 of 5,000,000, 12,346\/s, 5 min 6 s left$/,
  );
  expect(describe(large, 100, 1_234_567, 60)).toBe(
    'Importing    24 %  1,234,567 of 5,000,000, 12,346/s, 5 min 6',
  );
});

test('times in the two largest units', () => {
  expect([3, 185, 7_800].map(duration)).toEqual(['3 s', '3 min 5 s', '2 h 10 min']);
});

test('a terminal gets one line that is painted over and cleared; a log gets none within its interval', () => {
  const written = { terminal: '', log: '' };
  const terminal = showProgress({
    isTTY: true,
    columns: 60,
    write: (s) => Boolean((written.terminal += String(s))),
  });
  const log = showProgress({
    isTTY: false as true,
    columns: 0,
    write: (s) => Boolean((written.log += String(s))),
  });
  for (const progress of [terminal, log]) {
    progress.update(step);
    progress.end();
  }
  const painted = written.terminal.replaceAll('\r\u001b[2K', '|');
  expect(painted).toMatch(/^\|Importing {3}\[#+\.+\] {2}25 % .*\|$/);
  expect(written.log).toBe('');
});

test('what starts from the front again gets a rate of its own', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    let written = '';
    const { update } = showProgress({
      isTTY: true,
      columns: 120,
      write: (s) => Boolean((written = String(s))),
    });
    const reading: Step = { name: 'Reading', done: 0, total: 1e9, unit: 'bytes' };
    update({ ...reading, done: 9e8 });
    update(reading);
    vi.advanceTimersByTime(1_000);
    update({ ...reading, done: 1e8 });
    expect(written).toContain('100 MB/s, 9 s left');
  } finally {
    vi.useRealTimers();
  }
});

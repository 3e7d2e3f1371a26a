import { expect, it } from 'vitest';
import { smoothness } from './frames.ts';
import type { TraceEvent } from './trace.ts';

const PAGE = { pid: 7, tid: 1 };

const frame = (ms: number): TraceEvent => ({
  ...{ name: 'DrawFrame', ph: 'I', pid: PAGE.pid, tid: 2, ts: ms * 1000 },
});
const task = (ms: number, dur: number, tdur: number, of = PAGE): TraceEvent => ({
  ...{ name: 'RunTask', ph: 'X', ts: ms * 1000, dur: dur * 1000, tdur: tdur * 1000, ...of },
});
const named = (name: string, tid: number): TraceEvent => ({
  ...{ name: 'thread_name', ph: 'M', pid: PAGE.pid, tid, ts: 0, args: { name } },
});

it('finds the longest frame and the longest task of the page, in any order of events', () => {
  const found = smoothness([
    task(20, 30, 12),
    task(10, 5, 4),
    // Before the first frame; another thread; another process.
    task(-50, 400, 400),
    task(30, 500, 500, { pid: 7, tid: 3 }),
    task(30, 600, 600, { pid: 8, tid: 1 }),
    ...[0, 200, 16, 32, 48, 100, 116].map(frame),
    named('CrRendererMain', 1),
    named('Compositor', 2),
  ]);
  expect(found).toEqual({
    longestFrame: 84,
    p95Frame: 84,
    slowFrames: 2,
    perSecond: 30,
    longestTask: 30,
    longestTaskCpu: 12,
    busy: 80,
  });
});

it('does not call a page smooth that drew nothing', () => {
  expect(() => smoothness([named('CrRendererMain', 1), frame(0)])).toThrow('drew nothing');
});

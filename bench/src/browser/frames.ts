import type { TraceEvent } from './trace.ts';

/** What a trace says about smoothness; milliseconds. */
export interface Smoothness {
  /** From one drawn frame to the next. */
  longestFrame: number;
  p95Frame: number;
  /** Frames above 50 ms. */
  slowFrames: number;
  perSecond: number;
  /** Tasks of the page's main thread: what they took, and what of it was processor time. */
  longestTask: number;
  longestTaskCpu: number;
  /** Processor time of the main thread per second. */
  busy: number;
}

/** A frame longer than this is seen as a stumble. */
export const SLOW_MS = 50;

/**
 * Frames are drawn without a pause while something moves, so every gap counts: record only while something does. Throws
 * when nothing was drawn.
 */
export function smoothness(events: readonly TraceEvent[]): Smoothness {
  const drawn = events.filter(({ name }) => name === 'DrawFrame').sort((a, b) => a.ts - b.ts);
  const [first, last] = [drawn[0], drawn.at(-1)];
  if (!first || !last || first === last) throw new Error('The browser drew nothing.');
  const gaps = drawn.slice(1).map(({ ts }, at) => (ts - (drawn[at]?.ts ?? ts)) / 1000);
  const main = events.find(
    ({ name, pid, args }) =>
      name === 'thread_name' && pid === first.pid && args?.name === 'CrRendererMain',
  )?.tid;
  const tasks = events.filter(
    ({ name, pid, tid, ts }) =>
      name === 'RunTask' && pid === first.pid && tid === main && ts >= first.ts && ts <= last.ts,
  );
  const cpu = tasks.map(({ tdur = 0 }) => tdur / 1000);
  const seconds = (last.ts - first.ts) / 1e6;
  return {
    longestFrame: Math.max(...gaps),
    p95Frame: quantile(gaps, 0.95),
    slowFrames: gaps.filter((gap) => gap > SLOW_MS).length,
    perSecond: gaps.length / seconds,
    longestTask: Math.max(0, ...tasks.map(({ dur = 0 }) => dur / 1000)),
    longestTaskCpu: Math.max(0, ...cpu),
    busy: cpu.reduce((sum, value) => sum + value, 0) / seconds,
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

import type { Browser, Page } from 'playwright-core';

/** One event of a trace; times in microseconds of one clock. */
export interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** Processor time of the thread, microseconds. */
  tdur?: number;
  args?: { name?: string };
}

/** Frames as they are drawn, and the tasks of all threads; more would slow down what is measured. */
const CATEGORIES = [
  'disabled-by-default-devtools.timeline.frame',
  'disabled-by-default-devtools.timeline',
];

/** Records what the browser does meanwhile. */
export async function traced(
  browser: Browser,
  page: Page,
  work: () => Promise<unknown>,
): Promise<TraceEvent[]> {
  await browser.startTracing(page, { categories: CATEGORIES });
  try {
    await work();
  } catch (error) {
    await browser.stopTracing();
    throw error;
  }
  const text = (await browser.stopTracing()).toString();
  return (JSON.parse(text) as { traceEvents: TraceEvent[] }).traceEvents;
}

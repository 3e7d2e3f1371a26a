import { setTimeout as sleep } from 'node:timers/promises';
import { abortable } from '../db/abortable.ts';
import { isUnavailable } from '../db/unavailable.ts';
import { keepHouse, type HousekeepingOptions } from './housekeeping.ts';
import { workUntil, type SessionOptions } from './session.ts';

export type WorkerOptions = SessionOptions & Pick<HousekeepingOptions, 'folders'>;

/** Longest that interrupted jobs may take to end. */
const STOP_MS = 10_000;

/** Between two stretches of work, after the database went away. */
const PAUSE_MS = 500;

/**
 * Takes jobs until `signal`, through any number of losses of the database, and keeps the house meanwhile. Resolves when
 * all jobs have ended and were given back, or 10 s after `signal`: what runs on then ends with the process.
 */
export async function runWorker(options: WorkerOptions, signal: AbortSignal): Promise<void> {
  const { log } = options;
  const house = keepHouse(options, signal);
  const work = workOn(options, signal).then(() => house);
  await abortable(work, signal).catch(() => undefined);
  const late = sleep(STOP_MS, 'late' as const, { ref: false });
  if ((await Promise.race([work, late])) === 'late') log.warn('Jobs did not stop in time');
}

async function workOn(options: WorkerOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await workUntil(options, signal);
    } catch (error) {
      if (!signal.aborted && !isUnavailable(error))
        options.log.error('The worker failed', { error });
    }
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
  }
}

import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { abortable } from '../db/abortable.ts';
import type { Log } from '../log.ts';
import type { ThreadData } from './thread.ts';

/** A thread that crashes starts again after 1 s, 2 s, 4 s, ... up to this. */
const MAX_PAUSE_MS = 60_000;

/** A thread that worked for this long did not fail at its start: the pauses begin anew. */
const STEADY_MS = 5 * 60_000;

/** A thread that does not end by itself in this time after it was told to is ended; above the worker's own limit. */
const STOP_MS = 12_000;

/**
 * Memory for what was just made, in MB: half of Node's own. Exports and imports make text in batches, whose leftovers
 * would fill whatever they are given (measured: 20 MB less at the same processor time).
 */
const YOUNG_MB = 24;

/** Connections that one job may use at the same time; an import: its lock, two batches, the next one, plain statements. */
const CONNECTIONS_PER_JOB = 5;

/** Connections of the queue itself. */
const CONNECTIONS_OF_QUEUE = 3;

export const connectionsFor = (jobs: number) => jobs * CONNECTIONS_PER_JOB + CONNECTIONS_OF_QUEUE;

/**
 * Runs jobs in a thread, so that they never block requests, and starts it again when it crashes. `onStart` is called with
 * the id of each one that takes jobs. Resolves after `signal`.
 */
export async function superviseThread(
  data: ThreadData,
  log: Log,
  signal: AbortSignal,
  onStart?: (id: string) => void,
): Promise<void> {
  let pause = 1000;
  while (!signal.aborted) {
    const started = performance.now();
    await runThread(data, log, signal, onStart);
    if (performance.now() - started > STEADY_MS) pause = 1000;
    if (!signal.aborted) log.warn('The thread that runs jobs ended; it starts again', { pause });
    await sleep(pause, undefined, { signal }).catch(() => undefined);
    pause = Math.min(pause * 2, MAX_PAUSE_MS);
  }
}

async function runThread(
  data: ThreadData,
  log: Log,
  signal: AbortSignal,
  onStart?: (id: string) => void,
): Promise<void> {
  const thread = new Worker(new URL('./thread.js', import.meta.url), {
    workerData: data,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  if (onStart) thread.once('message', onStart);
  const ended = once(thread, 'exit').catch((error: unknown) => {
    log.error('The thread that runs jobs crashed', { error });
  });
  await abortable(ended, signal).catch(() => undefined);
  if (!signal.aborted) return;
  thread.postMessage('stop');
  const timer = setTimeout(() => void thread.terminate(), STOP_MS);
  await ended;
  clearTimeout(timer);
}

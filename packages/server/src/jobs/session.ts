import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { Catalog } from '../catalog/context.ts';
import { abortable } from '../db/abortable.ts';
import type { Presence } from '../db/presence.ts';
import { isUnavailable } from '../db/unavailable.ts';
import type { Log } from '../log.ts';
import { attempt } from './attempt.ts';
import { giveBack } from './give-back.ts';
import type { Handlers } from './handlers.ts';
import { queueLogger } from './queue-logger.ts';

export interface SessionOptions {
  catalog: Catalog;
  presence: Presence;
  handlers: Handlers;
  /** Jobs at a time. */
  jobs: number;
  log: Log;
}

/** How often an idle worker asks, beside being told of new jobs: this is how a job that was given back is found. */
const POLL_MS = 1000;

/** Between two attempts to give jobs back to a database that goes away again and again. */
const RETRY_MS = 200;

/** About 24 days, the longest timer of Node: jobs of the dead are found by `recover.ts` and not by age. */
const NEVER_MS = 2 ** 31 - 1;

/**
 * One stretch of taking jobs: from a good connection until `signal`, or until the connection that shows that we live
 * is lost, from when on others may take our jobs. Then interrupts what runs, waits for it and gives it back.
 */
export async function workUntil(options: SessionOptions, signal: AbortSignal): Promise<void> {
  const { presence } = options;
  const interrupt = new AbortController();
  const onStop = () => interrupt.abort(new Error('The worker stops.'));
  const onLost = () => interrupt.abort(new Error('The database went away.'));
  signal.addEventListener('abort', onStop);
  presence.on('lost', onLost);
  const taken = new Set<string>();
  const pool = { id: '' };
  try {
    await presence.held(signal);
    signal.throwIfAborted();
    const runner = await startRunner(options, interrupt.signal, taken, pool);
    const ended = runner.promise.catch((error: unknown) => onEnd(options.log, interrupt, error));
    await abortable(ended, interrupt.signal).catch(() => undefined);
    // Rejects when it has stopped by itself.
    runner.stop().catch(() => undefined);
    await ended;
  } finally {
    signal.removeEventListener('abort', onStop);
    presence.off('lost', onLost);
  }
  if (pool.id !== '') await handBack(options, pool.id, [...taken]);
}

/** Tried until the database takes it: as long as the pool is seen to live, nobody else touches its jobs. */
async function handBack(options: SessionOptions, poolId: string, taken: string[]): Promise<void> {
  const { catalog, presence } = options;
  try {
    for (;;) {
      await presence.held();
      try {
        await giveBack(catalog.db, poolId, taken);
        return;
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        await sleep(RETRY_MS);
      }
    }
  } finally {
    await presence.drop(poolId);
  }
}

function onEnd(log: Log, interrupt: AbortController, error: unknown): void {
  if (!interrupt.signal.aborted) log.warn('The queue stopped and starts again', { error });
  interrupt.abort(error);
}

async function startRunner(
  options: SessionOptions,
  interrupt: AbortSignal,
  taken: Set<string>,
  pool: { id: string },
): Promise<Runner> {
  const { catalog, presence, handlers, log } = options;
  const events: WorkerEvents = new EventEmitter();
  // Jobs are locked in the name of the pool.
  events.on('pool:create', ({ workerPool }) => (pool.id = workerPool.id));
  events.on('job:start', ({ job }) => taken.add(job.id));
  events.on('job:success', ({ job }) => taken.delete(job.id));
  const taskList: TaskList = {};
  for (const [name, handler] of Object.entries(handlers)) {
    taskList[name] = (payload) => {
      const { uid } = payload as { uid: string };
      return attempt({ catalog, log, handler, uid }, interrupt);
    };
  }
  return run({
    pgPool: catalog.db.pool,
    taskList,
    events,
    concurrency: options.jobs,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    minResetLockedInterval: NEVER_MS,
    maxResetLockedInterval: NEVER_MS,
    // Else the queue would read a file `crontab` of the folder where it was started.
    parsedCronItems: [],
    logger: queueLogger(log),
    // Asked before each job: none is taken before others can see that this pool lives.
    forbiddenFlags: async () => {
      await presence.hold(pool.id, interrupt);
      return null;
    },
    // Ends are written through a queue that retries; without it a failed write is an unhandled rejection.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
}

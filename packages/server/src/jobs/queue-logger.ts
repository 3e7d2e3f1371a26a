import { Logger } from 'graphile-worker';
import type { Log } from '../log.ts';

/** The queue's own messages, for debugging only: what happens to a job is ours to tell. */
export function queueLogger(log: Log): Logger {
  return new Logger(() => (_level, message) => log.debug(message));
}

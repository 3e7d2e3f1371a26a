import type { Log } from '../log.ts';

/** The exit code of a process that was told twice: 128 + SIGINT, as shells count. */
const FORCED = 130;

/** npm and `timeout` pass a signal on that the terminal has sent already: two within this time are one. */
const ECHO_MS = 1000;

/** Aborted by the first SIGTERM or SIGINT. A second one ends the process at once. */
export function untilStopped(log: Log): AbortSignal {
  const stop = new AbortController();
  let first = 0;
  const onSignal = (name: string) => {
    if (stop.signal.aborted) {
      if (performance.now() - first > ECHO_MS) process.exit(FORCED);
      return;
    }
    first = performance.now();
    log.info(`${name}: stopping; once more to stop at once`);
    stop.abort(new Error(`Stopped by ${name}.`));
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  return stop.signal;
}

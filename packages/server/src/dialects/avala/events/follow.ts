import type { FastifyInstance, FastifyReply } from 'fastify';
import { CatalogError } from '../../../catalog/errors.ts';
import { Meter } from '../../../catalog/progress/rate.ts';
import type { Watcher } from '../../../catalog/progress/watcher.ts';
import { EventStreams } from '../../../http/event-stream.ts';

/** What the OpenAPI document says of such an answer. */
export const EVENTS =
  'Events `progress` until the job is over, then one event `end`; see docs/api.md.';

/** Streams of one kind in one server: a forgotten page should not take all connections. */
const MOST_STREAMS = 1_000;

/** What is told of a job while it runs. */
export interface Shown {
  status: string;
  phase: string;
  unit: 'items' | 'bytes';
  done: number;
  total: number | null;
}

/** A kind of job that can be followed. */
export interface Kind<Row extends { uid: string }> {
  watcher: Watcher<Row>;
  isOver(row: Row): boolean;
  show(row: Row): Shown;
}

/** Answers with the events of one job; `whole` gives what its end shows. Throws `busy`. */
export type Follow = (
  reply: FastifyReply,
  uid: string,
  whole: () => Promise<unknown>,
) => FastifyReply;

export function followJobs<Row extends { uid: string }>(
  app: FastifyInstance,
  { watcher, isOver, show }: Kind<Row>,
): Follow {
  const streams = new EventStreams(app);
  return (reply, uid, whole) => {
    if (streams.size >= MOST_STREAMS) {
      throw new CatalogError('busy', 'Too many pages follow jobs now.');
    }
    const tell = paced();
    const stop = watcher.watch(uid, (row) => {
      if (row && !isOver(row)) return stream.send('progress', tell(show(row)));
      stop();
      const end = row ? whole() : Promise.resolve(null);
      // What cannot be read now the browser asks for itself: it comes back.
      void end.then((answer) => stream.send('end', answer)).then(stream.end, stream.end);
    });
    const stream = streams.start(reply, stop);
    return reply;
  };
}

/** Adds the pace; what is counted begins anew with each phase. */
function paced() {
  let meter = new Meter();
  let phase: string | undefined;
  return (now: Shown) => {
    if (phase !== now.phase) meter = new Meter();
    phase = now.phase;
    const { rate, secondsLeft } = meter.add({ at: Date.now(), done: now.done, total: now.total });
    return { ...now, rate: rounded(rate), seconds_left: rounded(secondsLeft) };
  };
}

const rounded = (value: number | null) => (value === null ? null : Number(value.toPrecision(3)));

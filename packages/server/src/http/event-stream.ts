import type { FastifyInstance, FastifyReply } from 'fastify';
import { PassThrough } from 'node:stream';

/** Proxies close what is silent for a minute. */
const HEARTBEAT_MS = 15_000;
/** After this the stream ends and the browser comes back, so that a key that was revoked meanwhile ends it. */
const LONGEST_MS = 10 * 60_000;
/** How soon a browser comes back. */
const RETRY_MS = 2_000;

export interface EventStream {
  send(event: string, data: unknown): void;
  /** Ends the stream; what is sent afterwards is dropped. */
  end(): void;
}

/** Streams of one server: they end when it stops, because they would hold it up. */
export class EventStreams {
  readonly #open = new Set<EventStream>();

  constructor(app: FastifyInstance) {
    app.addHook('preClose', async () => {
      for (const stream of [...this.#open]) stream.end();
    });
  }

  get size(): number {
    return this.#open.size;
  }

  /** Answers with server-sent events. `closed` is called once, whoever ends it. */
  start(reply: FastifyReply, closed: () => void): EventStream {
    const body = new PassThrough();
    let open = true;
    const heartbeat = setInterval(() => body.write(': still here\n\n'), HEARTBEAT_MS);
    const limit = setTimeout(() => end(), LONGEST_MS);
    const end = () => {
      if (!open) return;
      open = false;
      clearInterval(heartbeat);
      clearTimeout(limit);
      this.#open.delete(stream);
      body.end();
      closed();
    };
    const stream: EventStream = {
      send: (event, data) => {
        if (open) body.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      },
      end,
    };
    this.#open.add(stream);
    reply.raw.once('close', end);
    body.once('close', end);
    body.write(`retry: ${RETRY_MS}\n\n`);
    void reply
      .headers({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // nginx would keep events back until its buffer is full.
        'x-accel-buffering': 'no',
      })
      .send(body);
    return stream;
  }
}

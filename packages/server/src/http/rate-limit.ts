import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CatalogError } from '../catalog/errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Is bounded in its own way: a folder has more files than anybody asks questions. */
    uncounted?: boolean;
  }
}

const MINUTE = 60_000;
/** Whoever invents a new key for each request must not fill the memory: those beyond this count as one. */
const MAX_NAMES = 100_000;

/**
 * Counts per minute and caller in this process; `callerOf` gives the key or session that a request names, without which
 * its address counts. The three headers are on every answer.
 */
export function limitRate(
  app: FastifyInstance,
  perMinute: number,
  callerOf: (request: FastifyRequest) => string | undefined,
): void {
  if (perMinute === 0) return;
  let window = 0;
  let counts = new Map<string, number>();
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.uncounted) return;
    const now = Date.now();
    if (now >= window + MINUTE) {
      window = now - (now % MINUTE);
      counts = new Map();
    }
    const key = callerOf(request) ?? request.ip;
    // Hashed: the map outlives the request and should not hold keys.
    const own = createHash('sha1').update(key).digest('base64');
    const name = counts.has(own) || counts.size < MAX_NAMES ? own : '';
    const used = (counts.get(name) ?? 0) + 1;
    counts.set(name, used);
    const reset = window + MINUTE;
    reply.header('x-ratelimit-limit', String(perMinute));
    reply.header('x-ratelimit-remaining', String(Math.max(0, perMinute - used)));
    reply.header('x-ratelimit-reset', String(reset / 1000));
    if (used > perMinute) {
      const seconds = Math.max(1, Math.ceil((reset - now) / 1000));
      reply.header('retry-after', String(seconds));
      throw new CatalogError(
        'busy',
        `Request was throttled. Expected available in ${seconds} second${seconds === 1 ? '' : 's'}.`,
      );
    }
  });
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../catalog/access/actor.ts';
import { authenticate } from '../../catalog/access/authenticate.ts';
import type { Dialect } from './request.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the dialect's authentication, before anything of the request is read. */
    actor: Actor | undefined;
  }
}

/** The key in the header, for authentication and for counting requests. */
export function keyOf(request: FastifyRequest): string | undefined {
  const header = request.headers['x-avala-api-key'];
  return Array.isArray(header) ? header[0] : header;
}

/** Every route of the scope needs a valid key in `X-Avala-Api-Key`; 401 comes before any other answer. */
export function requireKey(app: FastifyInstance, dialect: Dialect): void {
  app.decorateRequest('actor');
  app.addHook('onRequest', async (request) => {
    request.actor = await authenticate(dialect.catalog, keyOf(request));
  });
}

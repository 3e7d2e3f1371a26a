import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../catalog/access/actor.ts';
import { authenticate } from '../../catalog/access/authenticate.ts';
import { isCsrfToken } from '../../catalog/access/sessions/csrf.ts';
import { findSession, type Session } from '../../catalog/access/sessions/find.ts';
import { forbidden } from '../../catalog/errors.ts';
import { readCookie } from '../../http/cookies.ts';
import type { Dialect } from './request.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the dialect's authentication, before anything of the request is read. */
    actor: Actor | undefined;
    /** The browser's session, when the request came with its cookie and no key. */
    session: Session | undefined;
  }
  interface FastifyContextConfig {
    /** Answers also those who have not signed in. */
    anybody?: boolean;
    /** The route asks for the key together with its dataset or slice (dialects/avala/enter.ts), in one statement. */
    enters?: true;
  }
}

export const SESSION_COOKIE = 'sheaf_session';

/** The key in the header, for authentication and for counting requests. */
export function keyOf(request: FastifyRequest): string | undefined {
  const header = request.headers['x-avala-api-key'];
  return Array.isArray(header) ? header[0] : header;
}

/** The secret in the cookie. */
export const sessionOf = (request: FastifyRequest) => readCookie(request, SESSION_COOKIE);

/** Methods that change nothing: what another site makes a browser ask for, it can neither use nor read. */
const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Every route of the scope needs a valid key in `X-Avala-Api-Key`, or the cookie of a session and, to change
 * something, the session's `X-CSRF-Token`. 401 comes before any other answer. A route that forgot to enter
 * anything would have no actor, which is a 401, too.
 */
export function requireCaller(app: FastifyInstance, dialect: Dialect): void {
  app.decorateRequest('actor');
  app.decorateRequest('session');
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.anybody) return;
    const secret = sessionOf(request);
    const key = keyOf(request);
    if (key !== undefined || secret === undefined) {
      if (request.routeOptions.config.enters) return;
      request.actor = await authenticate(dialect.catalog, key);
      return;
    }
    request.session = await findSession(dialect.catalog, secret);
    request.actor = request.session.actor;
    if (SAFE.includes(request.method)) return;
    const token = request.headers['x-csrf-token'];
    if (isCsrfToken(dialect.catalog, request.session.uid, token)) return;
    throw forbidden('The header X-CSRF-Token is missing or is not the one of this session.');
  });
}

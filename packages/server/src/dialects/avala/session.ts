import { Session, SignIn } from '@sheaf/contract/avala';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { describeSelf } from '../../catalog/access/self.ts';
import { csrfToken } from '../../catalog/access/sessions/csrf.ts';
import { SESSION_DAYS } from '../../catalog/access/sessions/end-of.ts';
import { endSession } from '../../catalog/access/sessions/end.ts';
import { findSession } from '../../catalog/access/sessions/find.ts';
import { startSession, type Credential } from '../../catalog/access/sessions/start.ts';
import { forbidden, invalid } from '../../catalog/errors.ts';
import { ownCookie } from '../../http/cookies.ts';
import { baseUrl } from '../../http/links.ts';
import { isSameOrigin } from '../../http/same-origin.ts';
import { SESSION_COOKIE, sessionOf } from './auth.ts';
import { contextOf, type Dialect } from './request.ts';
import { answers } from './routes.ts';
import { bodyOf } from './validate.ts';

const tag = 'Session';
const COOKIE_SECONDS = SESSION_DAYS * 86_400;

/** Signing in and out of a browser; see docs/api.md. */
export async function session(app: FastifyInstance, dialect: Dialect) {
  const signInBody = bodyOf(SignIn);

  app.post(
    '/session/',
    {
      ...answers.one({ tag, summary: 'Sign in a browser', body: SignIn }, Session),
      config: { anybody: true },
    },
    async (request, reply) => {
      if (!isSameOrigin(request, dialect.options.publicUrl)) {
        throw forbidden('Another site asked to sign in.');
      }
      const secret = await startSession(dialect.catalog, credentialOf(signInBody(request.body)));
      request.session = await findSession(dialect.catalog, secret);
      request.actor = request.session.actor;
      setCookie(request, reply, secret, COOKIE_SECONDS);
      return describe(request);
    },
  );

  app.get(
    '/session/',
    answers.one({ tag, summary: 'Who is asking, and for whom they may act' }, Session),
    async (request, reply) => {
      const secret = sessionOf(request);
      // The browser's copy lasts as long as ours.
      if (request.session && secret) setCookie(request, reply, secret, COOKIE_SECONDS);
      return describe(request);
    },
  );

  app.delete('/session/', answers.nothing({ tag, summary: 'Sign out' }), async (request, reply) => {
    if (request.session) await endSession(dialect.catalog, request.session.uid);
    setCookie(request, reply, '', 0);
    return reply.code(204).send();
  });

  async function describe(request: FastifyRequest): Promise<Session> {
    const { user, owners } = await describeSelf(contextOf(dialect, request));
    const { uid, name, display_name, email } = user;
    const { session } = request;
    return {
      user: { uid, username: name, display_name, email },
      owners,
      scopes: [...(request.actor?.scopes ?? [])],
      csrf_token: session ? csrfToken(dialect.catalog, session.uid) : null,
      expires_at: session?.expiresAt.toISOString() ?? null,
    };
  }

  function setCookie(request: FastifyRequest, reply: FastifyReply, value: string, maxAge: number) {
    const secure = baseUrl(request, dialect.options.publicUrl).startsWith('https:');
    reply.header('cache-control', 'no-store');
    reply.header('set-cookie', ownCookie(SESSION_COOKIE, value, { maxAge, secure }));
  }
}

function credentialOf({ token, api_key }: SignIn): Credential {
  if (token !== undefined && api_key === undefined) return { token };
  if (api_key !== undefined && token === undefined) return { apiKey: api_key };
  throw invalid('token', 'Give either a token or an api_key.');
}

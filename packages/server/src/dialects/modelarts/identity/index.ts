import type { FastifyInstance } from 'fastify';
import { requireCaller } from '../auth/hook.ts';
import { noSuchPath } from '../errors.ts';
import type { Dialect } from '../request.ts';
import { answerAccount } from './account.ts';
import { renderIdentityError } from './errors.ts';
import { giveTokens } from './tokens.ts';

/** The part of `/v3` that clients of `/v2` ask first: a token, and where their projects and services are. */
export async function identity(app: FastifyInstance, dialect: Dialect) {
  app.setErrorHandler(renderIdentityError);
  app.setNotFoundHandler(() => {
    throw noSuchPath();
  });
  giveTokens(app, dialect);
  await app.register(async (known) => {
    requireCaller(known, dialect);
    answerAccount(known, dialect);
  });
}

import type { FastifyRequest } from 'fastify';
import type { Catalog, Context } from '../../catalog/context.ts';
import type { HttpOptions } from '../../http/app.ts';
import type { Caller } from './auth/caller.ts';
import { unauthenticated } from './errors.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the authentication of the ModelArts dialect, before a body is parsed. */
    caller: Caller | undefined;
  }
}

/** What every route file is registered with. */
export interface Dialect {
  catalog: Catalog;
  options: HttpOptions;
}

export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw unauthenticated('no credential');
  return request.caller;
}

/** The catalogue in the name of whoever asks. */
export const contextOf = (dialect: Dialect, request: FastifyRequest): Context => ({
  ...dialect.catalog,
  actor: callerOf(request).actor,
});

import type { FastifyRequest } from 'fastify';
import { isSigned, parseClaim } from './signature.ts';

/**
 * Whose requests are counted together: those of a key or token, or of an access key from one address. The name of an access
 * key is no secret: whoever knows it must not use up what its owner may ask.
 */
export function countedAs(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers;
  if (!isSigned(authorization)) return [request.headers['x-auth-token']].flat()[0];
  const claim = parseClaim(authorization);
  return claim && `${claim.access} ${request.ip}`;
}

import type { FastifyRequest } from 'fastify';

/** Scheme and host that the client used (behind a proxy: what it forwards), or the configured public URL. */
export function baseUrl(request: FastifyRequest, publicUrl: string | undefined): string {
  return publicUrl?.replace(/\/+$/, '') ?? `${request.protocol}://${request.host}`;
}

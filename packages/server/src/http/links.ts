import type { FastifyRequest } from 'fastify';

/** A host name or address with an optional port: whatever else stands in a Host header makes no link. */
const HOST = /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i;

/** Scheme and host that the client used (behind a proxy: what it forwards), or the configured public URL. */
export function baseUrl(
  request: Pick<FastifyRequest, 'protocol' | 'host' | 'socket'>,
  publicUrl: string | undefined,
): string {
  if (publicUrl !== undefined) return publicUrl.replace(/\/+$/, '');
  const scheme = request.protocol === 'https' ? 'https' : 'http';
  const url = `${scheme}://${request.host}`;
  return HOST.test(request.host) && URL.canParse(url) ? url : `${scheme}://${ownHost(request)}`;
}

/** Where the request came in, for the clients that name no host. */
function ownHost({ socket }: Pick<FastifyRequest, 'socket'>): string {
  const address = socket.localAddress ?? '127.0.0.1';
  return `${address.includes(':') ? `[${address}]` : address}:${socket.localPort ?? 80}`;
}

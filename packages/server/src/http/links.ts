import type { FastifyRequest } from 'fastify';
import { remember } from '../remember.ts';

/** A host name or address with an optional port: whatever else stands in a Host header makes no link. */
const HOST = /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i;

const makesLink = remember((host) => HOST.test(host) && URL.canParse(`http://${host}`));

/** Scheme and host that the client used (behind a proxy: what it forwards), or the configured public URL. */
export function baseUrl(
  request: Pick<FastifyRequest, 'protocol' | 'host' | 'socket'>,
  publicUrl: string | undefined,
): string {
  if (publicUrl !== undefined) return publicUrl.replace(/\/+$/, '');
  const scheme = request.protocol === 'https' ? 'https' : 'http';
  return `${scheme}://${makesLink(request.host) ? request.host : ownHost(request)}`;
}

/** Where the request came in, for the clients that name no host. */
function ownHost({ socket }: Pick<FastifyRequest, 'socket'>): string {
  const address = socket.localAddress ?? '127.0.0.1';
  return `${address.includes(':') ? `[${address}]` : address}:${socket.localPort ?? 80}`;
}

import type { FastifyRequest } from 'fastify';

type Asked = Pick<FastifyRequest, 'headers' | 'host'>;

/**
 * Whether a page of this server asked, or no page at all. Browsers say so in Sec-Fetch-Site, which no script can set;
 * older ones name the page's origin. Clients that are no browsers send neither.
 */
export function isSameOrigin(request: Asked, publicUrl: string | undefined): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = request.headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  // Behind a proxy the scheme that is seen here may be another one than the browser's: the host tells.
  const { host } = new URL(origin);
  return host === request.host || (publicUrl !== undefined && host === new URL(publicUrl).host);
}

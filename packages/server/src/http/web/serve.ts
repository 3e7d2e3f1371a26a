import type { FastifyReply, FastifyRequest } from 'fastify';
import { fileURLToPath } from 'node:url';
import { matchesTag } from '../ranges.ts';
import { findWebFile, type WebFile } from './files.ts';
import { webHeaders } from './headers.ts';
import { missingPage } from './missing.ts';

/** Where the build of packages/web lies, seen from this file and from its compiled form alike. */
export const webFolder = fileURLToPath(new URL('../../../../web/dist/', import.meta.url));

/** First parts of paths that are never the web app's: what is wrong there gets an error, not a page. */
const others = new Set(['api', 'v1', 'v2', 'v3', 'media', 'archives', 'health']);

/** Files whose names carry a hash of what is in them: a new build gives new names. */
const HASHED = '/assets/';
const IMMUTABLE = 'public, max-age=31536000, immutable';

/** Answers what no route has: a file of the web app, or its page, whose own router reads the path. */
export function serveWeb(folder: string, mediaOrigin: string | undefined) {
  const headers = webHeaders(mediaOrigin);

  /** False: this is not the web app's to answer. */
  return async function serve(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const [pathname = '/'] = request.url.split('?');
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    if (others.has(pathname.split('/')[1] ?? '')) return false;
    const accepted = [request.headers['accept-encoding']].flat().join(',');
    const file = await findWebFile(folder, pathname, accepted);
    if (file) {
      send(request, reply, file, pathname.startsWith(HASHED) ? IMMUTABLE : 'no-cache');
      return true;
    }
    // What asks for a script or a picture that is not there must not get a page; the front page is there for all.
    if (pathname !== '/' && !request.headers.accept?.includes('text/html')) return false;
    const page = await findWebFile(folder, '/index.html', accepted);
    if (page) send(request, reply, page, 'no-cache');
    else void reply.code(503).headers(headers).type('text/html; charset=utf-8').send(missingPage);
    return true;
  };

  function send(request: FastifyRequest, reply: FastifyReply, file: WebFile, caching: string) {
    reply.headers(headers).headers({
      etag: file.etag,
      'cache-control': caching,
      vary: 'accept, accept-encoding',
    });
    if (matchesTag(request.headers['if-none-match'], file.etag)) return void reply.code(304).send();
    if (file.encoding !== undefined) reply.header('content-encoding', file.encoding);
    reply.type(file.contentType).header('content-length', file.size);
    void reply.send(request.method === 'HEAD' ? '' : file.open());
  }
}

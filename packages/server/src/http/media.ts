import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Catalog } from '../catalog/context.ts';
import { forbidden, notFound } from '../catalog/errors.ts';
import { openExportArchive } from '../catalog/exports/archive.ts';
import { openLink, type LinkKind } from '../catalog/media/links.ts';
import { openMedia } from '../catalog/media/open.ts';
import { openThumbnail } from '../catalog/media/thumbnail.ts';
import { framesOfView } from '../catalog/sequences/frames.ts';
import { parseUid } from '../catalog/uids.ts';
import { baseUrl } from './links.ts';
import type { HttpOptions } from './app.ts';
import { sendBytes } from './send-bytes.ts';

interface Registered {
  catalog: Catalog;
  options: HttpOptions;
}

/** Signed links to media and archives: a bare GET opens them, because clients download without a key. */
export async function mediaRoutes(app: FastifyInstance, { catalog, options }: Registered) {
  const hidden = { schema: { hide: true } };

  app.get('/media/:token/:uid/original', hidden, async (request, reply) => {
    const media = await openMedia(catalog, opened(request, 'dataset'), uid(request));
    return sendBytes(request, reply, { ...media, fileName: uid(request) });
  });

  app.get('/media/:token/:uid/thumbnail', hidden, async (request, reply) => {
    const thumbnail = await openThumbnail(catalog, opened(request, 'dataset'), uid(request));
    return sendBytes(request, reply, { ...thumbnail, fileName: `${uid(request)}-thumbnail` });
  });

  // What a view's `load` opens: its frames in order.
  app.get('/media/:token/sequences/:uid/:view', hidden, async (request) => {
    const { token, view } = request.params as { token: string; view: string };
    const frames = await framesOfView(catalog, opened(request, 'dataset'), uid(request), view);
    const prefix = `${baseUrl(request, options.publicUrl)}/media/${token}/`;
    return {
      frames: frames.map((frame) => ({
        frame_index: frame.frame_index,
        key: frame.key,
        url: frame.has_media ? `${prefix}${frame.uid}/original` : null,
      })),
    };
  });

  app.get('/archives/:token/:name', hidden, async (request, reply) => {
    const archive = await openExportArchive(catalog, opened(request, 'export'));
    return sendBytes(request, reply, {
      ...archive,
      etag: `"${archive.etag}"`,
      contentType: 'application/zip',
    });
  });

  /** The uid that the link's token opens; a forged or expired one is `forbidden`. */
  function opened(request: FastifyRequest, kind: LinkKind): string {
    const { token } = request.params as { token: string };
    const target = openLink(catalog.secret, kind, token);
    if (target === undefined) throw forbidden();
    return target;
  }

  function uid(request: FastifyRequest): string {
    const found = parseUid((request.params as { uid: string }).uid);
    if (found === undefined) throw notFound();
    return found;
  }
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Catalog } from '../catalog/context.ts';
import { forbidden, notFound } from '../catalog/errors.ts';
import { openExportArchive } from '../catalog/exports/archive.ts';
import {
  DEFAULT_THUMBNAIL,
  THUMBNAIL_SIZES,
  type ThumbnailSize,
} from '../catalog/imports/model.ts';
import { openLink, type LinkKind } from '../catalog/media/links.ts';
import { openMedia } from '../catalog/media/open.ts';
import { openThumbnail } from '../catalog/media/thumbnail.ts';
import { framesOfView } from '../catalog/sequences/frames.ts';
import { parseUid } from '../catalog/uids.ts';
import { baseUrl } from './links.ts';
import type { HttpOptions } from './app.ts';
import { sendBytes } from './send-bytes.ts';

/** An item's media never changes, and the link itself ends. */
const THUMBNAIL_SECONDS = 7 * 86_400;

/** `?size=`: the smallest thumbnail that has so many pixels; anything else is the usual one. */
function sizeOf(request: FastifyRequest): ThumbnailSize {
  const { size } = request.query as { size?: unknown };
  if (typeof size !== 'string' || !/^\d{1,5}$/.test(size)) return DEFAULT_THUMBNAIL;
  return THUMBNAIL_SIZES.find((known) => known >= Number(size)) ?? 512;
}

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
    const dataset = opened(request, 'dataset');
    const thumbnail = await openThumbnail(catalog, dataset, uid(request), sizeOf(request));
    const fileName = `${uid(request)}-thumbnail`;
    return sendBytes(request, reply, { ...thumbnail, fileName, maxAge: THUMBNAIL_SECONDS });
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

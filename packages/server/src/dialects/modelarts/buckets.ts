import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { objectMissing, openPublished } from '../../catalog/buckets/open-published.ts';
import { parsePlace } from '../../catalog/buckets/place.ts';
import { sendBytes } from '../../http/send-bytes.ts';
import { projectOf } from './auth/project.ts';
import { contextOf, type Dialect } from './request.ts';

/** Types by suffix: nothing of it is shown or run by a browser, whatever it holds. */
const types: Readonly<Record<string, string>> = {
  manifest: 'application/x-ndjson',
  xml: 'application/xml',
  csv: 'text/csv; charset=utf-8',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
};

/** What Sheaf has published, under the names that its manifests give: GET and HEAD, with ranges. */
export function buckets(app: FastifyInstance, dialect: Dialect): void {
  app.get('/:project_id/buckets/:bucket/*', { schema: { hide: true } }, (request, reply) =>
    read(dialect, request, reply),
  );
}

async function read(
  dialect: Dialect,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const project = projectOf(request);
  const { bucket, '*': key } = request.params as { bucket: string; '*': string };
  const place = parsePlace(`/${bucket}/${key}`);
  if (!place) throw objectMissing();
  const object = await openPublished(contextOf(dialect, request), project, place);
  const fileName = key.slice(key.lastIndexOf('/') + 1);
  const suffix = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
  // Published objects never change; media of an item may be replaced under its key, and then has another size or time.
  const tag = createHash('sha256').update(`${bucket}/${key}/${object.size}`).digest('base64url');
  return sendBytes(request, reply, {
    ...object,
    contentType: types[suffix] ?? 'application/octet-stream',
    etag: object.etag ?? `"${tag}"`,
    fileName,
  });
}

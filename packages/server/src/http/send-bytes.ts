import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { matchesTag, readRange, type Range } from './ranges.ts';

/** Stored bytes that can be read in part. */
export interface Bytes {
  size: number;
  contentType: string;
  /** Strong validator, quoted. */
  etag: string;
  fileName: string;
  /** Seconds that browsers keep it without asking again; absent: an hour. */
  maxAge?: number;
  read(range?: Range): AsyncIterable<Buffer>;
}

/** Answers GET and HEAD with validators and single byte ranges (RFC 9110), so that downloads resume. */
export function sendBytes(
  request: FastifyRequest,
  reply: FastifyReply,
  bytes: Bytes,
): FastifyReply {
  const { etag } = bytes;
  reply.header('etag', etag);
  reply.header('accept-ranges', 'bytes');
  reply.header('cache-control', `private, max-age=${bytes.maxAge ?? 3600}`);
  reply.header('content-disposition', disposition(bytes));
  // Whatever the bytes are, they run nothing: no scripts, no plugins, an origin of their own.
  reply.header('content-security-policy', "default-src 'none'; sandbox");
  if (matchesTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
  reply.type(bytes.contentType);
  const range = wantedRange(request, etag, bytes.size);
  if (range === 'unsatisfiable') {
    reply.header('content-range', `bytes */${bytes.size}`);
    return reply.code(416).type('application/json').send({ detail: 'Range not satisfiable.' });
  }
  if (range) {
    reply.code(206).header('content-range', `bytes ${range.start}-${range.end - 1}/${bytes.size}`);
  }
  reply.header('content-length', range ? range.end - range.start : bytes.size);
  // An empty stream keeps the length that was set, where no body at all would make it 0.
  const content = request.method === 'HEAD' ? [] : bytes.read(range);
  return reply.send(Readable.from(content, { objectMode: false }));
}

/** Ranges are for GET only, and not of another version than the client has. */
function wantedRange({ method, headers }: FastifyRequest, etag: string, size: number) {
  const ifRange = headers['if-range'];
  if (method !== 'GET' || (ifRange !== undefined && ifRange !== etag)) return undefined;
  return readRange(headers.range, size);
}

/** Pictures and videos are shown, all else is saved. RFC 6266: a plain name for old clients, the real one encoded. */
function disposition({ contentType, fileName }: Bytes): string {
  const kind = /^(image|video)\//.test(contentType) ? 'inline' : 'attachment';
  const plain = fileName.replace(/[^\w.-]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';

/** Stored bytes that can be read in part. */
export interface Bytes {
  size: number;
  contentType: string;
  /** Strong validator, quoted. */
  etag: string;
  fileName: string;
  /** Shown in the page, or saved. */
  disposition: 'inline' | 'attachment';
  read(range?: { start: number; end: number }): AsyncIterable<Buffer>;
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
  reply.header('cache-control', 'private, max-age=3600');
  reply.header('content-disposition', disposition(bytes));
  // Whatever the bytes are, they run nothing: no scripts, no plugins, an origin of their own.
  reply.header('content-security-policy', "default-src 'none'; sandbox");
  if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(etag))
    return reply.code(304).send();
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

/** Half-open. Several ranges, or a range of another version, are answered with everything, as RFC 9110 allows. */
function wantedRange(
  request: FastifyRequest,
  etag: string,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const header = request.headers.range;
  const ifRange = request.headers['if-range'];
  if (header === undefined || (ifRange !== undefined && ifRange !== etag)) return undefined;
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [, first = '', last = ''] = match;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  if (start >= size || (first !== '' && last !== '' && Number(last) < start))
    return 'unsatisfiable';
  return { start, end };
}

/** RFC 6266: a plain name for old clients, the real one percent-encoded. */
function disposition({ disposition: kind, fileName }: Bytes): string {
  const plain = fileName.replace(/[^\w.-]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

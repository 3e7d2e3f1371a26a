import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Fault, unauthenticated } from '../errors.ts';
import type { Dialect } from '../request.ts';
import { callerOfSignature, callerOfToken } from './caller.ts';
import { isSigned } from './signature.ts';

/** Every route of the scope needs a signature or a token; 401 comes before any other answer. */
export function requireCaller(app: FastifyInstance, { catalog }: Dialect): void {
  app.decorateRequest('caller');
  // Before the body is parsed, because a signature covers its bytes.
  app.addHook('preParsing', async (request, _reply, payload) => {
    const { authorization } = request.headers;
    if (!isSigned(authorization)) {
      const token = [request.headers['x-auth-token']].flat()[0];
      if (!token) throw unauthenticated('no signature and no X-Auth-Token');
      request.caller = await callerOfToken(catalog, token);
      return payload;
    }
    const body = await bytesOf(request, payload);
    request.caller = await callerOfSignature(catalog, authorization, {
      method: request.method,
      url: request.raw.url ?? request.url,
      headers: request.headers,
      bodyHash: hash('sha256', body),
    });
    return Readable.from([body], { objectMode: false });
  });
}

async function bytesOf(request: FastifyRequest, payload: AsyncIterable<Buffer>): Promise<Buffer> {
  const limit = request.routeOptions.bodyLimit;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of payload) {
    size += chunk.length;
    if (size > limit) throw new Fault(413, 'ModelArts.0101', 'The body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

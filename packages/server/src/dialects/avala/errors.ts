import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { CatalogError } from '../../catalog/errors.ts';
import { BodyError } from '../../http/json-body.ts';
import { renderProblem } from '../../http/problem.ts';
import { FieldError } from './validate.ts';

/** Seconds that a client should wait before it tries again what failed for want of room. */
const RETRY_AFTER = '30';

/** Every error below /api/v1, in the words of spec 000 to 003. */
export function renderError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  if (error instanceof FieldError) return send(reply, 400, error.fields);
  if (error instanceof BodyError) {
    const { field, message } = error;
    return send(reply, 400, field === undefined ? { detail: message } : { [field]: [message] });
  }
  if (error instanceof CatalogError) return renderCatalogError(error, reply);
  const { code } = error as FastifyError;
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    const type = request.headers['content-type'] ?? '';
    return send(reply, 415, { detail: `Unsupported media type "${type}" in request.` });
  }
  renderProblem(error, request, reply);
}

function renderCatalogError(error: CatalogError, reply: FastifyReply): void {
  switch (error.code) {
    case 'unauthenticated':
      return send(reply, 401, { detail: own(error) ?? 'Invalid API key.' });
    case 'key_expired':
      return send(reply, 401, { detail: 'API key has expired.' });
    case 'forbidden':
      return send(reply, 403, {
        detail: own(error) ?? 'You do not have permission to perform this action.',
      });
    case 'not_found':
      return send(reply, 404, { detail: 'Not found.' });
    case 'invalid':
      return send(reply, 400, error.fields ?? { detail: error.message });
    case 'conflict':
      return send(reply, 409, { detail: error.message });
    case 'invalid_cursor':
      return send(reply, 404, { detail: 'Invalid cursor' });
    case 'invalid_page':
      return send(reply, 404, { detail: 'Invalid page.' });
    case 'busy':
      if (!reply.hasHeader('retry-after')) reply.header('retry-after', RETRY_AFTER);
      return send(reply, 429, { detail: error.message });
    case 'unavailable':
      reply.header('retry-after', RETRY_AFTER);
      return send(reply, 503, { detail: error.message });
  }
}

/** What the catalogue said beyond its code. */
const own = ({ code, message }: CatalogError) => (message === code ? undefined : message);

function send(reply: FastifyReply, status: number, body: unknown): void {
  void reply.code(status).type('application/json; charset=utf-8').send(body);
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import { faultOf } from '../errors.ts';

/** Errors below /v3, as Keystone writes them; the service's code and message stand beside it for its own clients. */
export function renderIdentityError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const { status, code, message } = faultOf(error, request, reply);
  const title = STATUS_CODES[status] ?? '';
  void reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ error: { code: status, message, title }, error_code: code, error_msg: message });
}

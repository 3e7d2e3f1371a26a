import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { errorCode } from '../db/errors.ts';
import { isUnavailable } from '../db/unavailable.ts';
import { CatalogError, type CatalogErrorCode } from '../catalog/errors.ts';

const statuses: Record<CatalogErrorCode, number> = {
  unauthenticated: 401,
  key_expired: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 400,
  conflict: 409,
  invalid_cursor: 404,
  invalid_page: 404,
  busy: 429,
  unavailable: 503,
};

/** Seconds after which a client may try again: PostgreSQL is back within moments when its process was killed. */
const RETRY_AFTER = '2';

/** Headers that spoke of bytes which are not sent after all. */
const ENTITY_HEADERS = ['cache-control', 'content-disposition', 'content-range', 'etag'];

/** Status and text of an error that no dialect has words for. */
export interface Problem {
  status: number;
  detail: string;
}

/** Errors outside any dialect (media, health, paths that are no URLs): `{"detail": …}`. */
export function renderProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, detail } = explainProblem(error, request, reply);
  void reply.code(status).type('application/json; charset=utf-8').send({ detail });
}

/** What to answer, for a dialect to put into its own shape; headers are set, and what is our own fault is logged. */
export function explainProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Problem {
  const problem = explain(error);
  const { status } = problem;
  if (status >= 500 && status !== 503) request.log.error(error);
  if (status === 503 || status === 429) reply.header('retry-after', RETRY_AFTER);
  for (const name of ENTITY_HEADERS) reply.removeHeader(name);
  return problem;
}

function explain(error: unknown): Problem {
  if (error instanceof CatalogError) {
    const status = statuses[error.code];
    if (error.code === 'not_found') return { status, detail: 'Not found.' };
    if (error.code === 'forbidden' && error.message === error.code) {
      return { status, detail: 'You do not have permission to perform this action.' };
    }
    return { status, detail: error.message };
  }
  if (isUnavailable(error)) return { status: 503, detail: 'The database is not available.' };
  // Deleted between the look at the object and its opening.
  if (errorCode(error) === 'ENOENT') return { status: 404, detail: 'Not found.' };
  const status = (error as FastifyError).statusCode ?? 500;
  return { status, detail: status < 500 ? (error as Error).message : 'A server error occurred.' };
}

import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { isUnavailable } from '../db/unavailable.ts';
import { CatalogError } from '../catalog/errors.ts';

/** Errors outside any dialect (media, health, paths that are no URLs): `{"detail": …}`. */
export function renderProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, detail } = explain(error);
  if (status >= 500 && status !== 503) request.log.error(error);
  if (status === 503) reply.header('retry-after', '2');
  void reply.code(status).send({ detail });
}

function explain(error: unknown): { status: number; detail: string } {
  if (error instanceof CatalogError) {
    if (error.code === 'not_found') return { status: 404, detail: 'Not found.' };
    if (error.code === 'forbidden') {
      return { status: 403, detail: 'You do not have permission to perform this action.' };
    }
    return { status: 400, detail: error.message };
  }
  if (isUnavailable(error)) return { status: 503, detail: 'The database is not available.' };
  const status = (error as FastifyError).statusCode ?? 500;
  return { status, detail: status < 500 ? (error as Error).message : 'A server error occurred.' };
}

import type { FastifyRequest } from 'fastify';
import type { Catalog, Context } from '../../catalog/context.ts';
import { CatalogError, invalid, notFound } from '../../catalog/errors.ts';
import type { PageRequest } from '../../catalog/paging.ts';
import { parseUid } from '../../catalog/uids.ts';
import type { HttpOptions } from '../../http/app.ts';

/** What every route file is registered with. */
export interface Dialect {
  catalog: Catalog;
  options: HttpOptions;
}

/** The catalogue in the name of the key that the request carries; made by the authentication hook. */
export function contextOf(dialect: Dialect, request: FastifyRequest): Context {
  if (!request.actor) throw new CatalogError('unauthenticated');
  return { ...dialect.catalog, actor: request.actor };
}

/** A path parameter, which routing has decoded. */
export function param(request: FastifyRequest, name: string): string {
  const value = (request.params as Record<string, string>)[name] ?? '';
  // PostgreSQL cannot hold these, so nothing can have such a name.
  if (value.includes('\0') || !value.isWellFormed()) throw notFound();
  return value;
}

/** A uid in the path; anything else is `not_found`. */
export function uidParam(request: FastifyRequest, name: string): string {
  const uid = parseUid(param(request, name));
  if (uid === undefined) throw notFound();
  return uid;
}

/** A query parameter; of a repeated one the last, of an empty one nothing. */
export function query(request: FastifyRequest, name: string): string | undefined {
  const all = request.query as Record<string, string | string[] | undefined>;
  const value = Object.hasOwn(all, name) ? [all[name]].flat().at(-1) : undefined;
  if (value === undefined || value === '') return undefined;
  if (value.includes('\0')) throw invalid(name, 'Null characters are not allowed.');
  if (!value.isWellFormed()) throw invalid(name, 'Surrogate characters are not allowed.');
  return value;
}

/** A query parameter that must be one of `values` when it is there. Throws `invalid`. */
export function choice(
  request: FastifyRequest,
  name: string,
  values: readonly string[],
): string | undefined {
  const value = query(request, name);
  if (value === undefined || values.includes(value)) return value;
  throw invalid(name, `"${value}" is not a valid choice.`);
}

export const DEFAULT_LIMIT = 100;
/** The largest that any published client asks for. */
export const MAX_LIMIT = 1000;

/** `limit`: a bad one is ignored, a large one is cut. */
export function limitOf(
  request: FastifyRequest,
  fallback = DEFAULT_LIMIT,
  most = MAX_LIMIT,
): number {
  const text = query(request, 'limit');
  if (text === undefined || !/^\d+$/.test(text) || Number(text) === 0) return fallback;
  return Math.min(Number(text), most);
}

export function pageRequest(request: FastifyRequest): PageRequest {
  return {
    limit: limitOf(request),
    cursor: cursorOf(request),
    ordering: query(request, 'ordering'),
  };
}

/** `cursor`: whatever is not one of ours is an invalid cursor, not a bad parameter. */
function cursorOf(request: FastifyRequest): string | undefined {
  try {
    return query(request, 'cursor');
  } catch {
    throw new CatalogError('invalid_cursor');
  }
}

/** The page number: `page`, or an all-digits `cursor`, which is how the SDKs resend it. 1 when neither is there. */
export function pageNumber(request: FastifyRequest): number {
  const text = query(request, 'page') ?? query(request, 'cursor');
  if (text === undefined) return 1;
  if (!/^\d{1,9}$/.test(text)) throw new CatalogError('invalid_page');
  return Number(text);
}

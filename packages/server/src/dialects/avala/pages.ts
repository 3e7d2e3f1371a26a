import type { FastifyRequest } from 'fastify';
import type { Links, Page } from '../../catalog/paging.ts';
import { baseUrl } from '../../http/links.ts';
import type { Dialect } from './request.ts';

/** The request's own URL, absolute, with one query parameter changed: filters and limit are kept. */
export function linkWith(
  dialect: Dialect,
  request: FastifyRequest,
  change: Record<string, string | undefined>,
): string {
  const { pathname, search } = placeOf(request.url);
  const searchParams = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) searchParams.delete(name);
    else searchParams.set(name, value);
  }
  const query = searchParams.toString();
  const path = pathname.endsWith('/') ? pathname : `${pathname}/`;
  return `${baseUrl(request, dialect.options.publicUrl)}${path}${query ? `?${query}` : ''}`;
}

/** Only path and query count: a request line may hold a whole URL, of any host. */
function placeOf(url: string): { pathname: string; search: string } {
  if (!url.startsWith('/')) return new URL(url, 'http://localhost');
  const at = url.indexOf('?');
  return at < 0
    ? { pathname: url, search: '' }
    : { pathname: url.slice(0, at), search: url.slice(at) };
}

/** `next` and `previous` of a cursor list; literally null at the ends. */
export function cursorLinks(dialect: Dialect, request: FastifyRequest, page: Links) {
  const link = (cursor: string | null) =>
    cursor === null ? null : linkWith(dialect, request, { cursor, page: undefined });
  return { next: link(page.next), previous: link(page.previous) };
}

/** The page as an object; `convert` makes the wire form of a row. */
export function cursorPage<Row, Wire>(
  dialect: Dialect,
  request: FastifyRequest,
  page: Page<Row>,
  convert: (row: Row) => Wire,
) {
  return { ...cursorLinks(dialect, request, page), results: page.rows.map((row) => convert(row)) };
}

/**
 * The same as bytes, of items that already are JSON text. Each part is written where it belongs: a text of all would be
 * copied once more to be made, and twice on its way out.
 */
export function textPage(
  dialect: Dialect,
  request: FastifyRequest,
  page: Links & { items: string },
): Buffer {
  const { next, previous } = cursorLinks(dialect, request, page);
  const head = `{"next":${JSON.stringify(next)},"previous":${JSON.stringify(previous)},"results":[`;
  const parts = [head, page.items, ']}'];
  const body = Buffer.allocUnsafe(parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0));
  let end = 0;
  for (const part of parts) end += body.write(part, end);
  return body;
}

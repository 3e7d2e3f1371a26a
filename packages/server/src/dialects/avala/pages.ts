import type { FastifyRequest } from 'fastify';
import type { Page } from '../../catalog/paging.ts';
import { baseUrl } from '../../http/links.ts';
import type { Dialect } from './request.ts';

/** The request's own URL, absolute, with one query parameter changed: filters and limit are kept. */
export function linkWith(
  dialect: Dialect,
  request: FastifyRequest,
  change: Record<string, string | undefined>,
): string {
  // Only its path and query count: a request line may hold a whole URL, of any host.
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) searchParams.delete(name);
    else searchParams.set(name, value);
  }
  const query = searchParams.toString();
  const path = pathname.endsWith('/') ? pathname : `${pathname}/`;
  return `${baseUrl(request, dialect.options.publicUrl)}${path}${query ? `?${query}` : ''}`;
}

/** `next` and `previous` of a cursor list; literally null at the ends. */
export function cursorLinks(dialect: Dialect, request: FastifyRequest, page: Page<unknown>) {
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

/** The same as bytes, of rows that already are JSON text. As a text, Node would copy it twice more on its way out. */
export function textPage(
  dialect: Dialect,
  request: FastifyRequest,
  page: Page<{ json: string }>,
): Buffer {
  const { next, previous } = cursorLinks(dialect, request, page);
  const rows = page.rows.map((row) => row.json).join(',');
  return Buffer.from(
    `{"next":${JSON.stringify(next)},"previous":${JSON.stringify(previous)},"results":[${rows}]}`,
  );
}

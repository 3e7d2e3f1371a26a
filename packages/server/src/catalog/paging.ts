import { createHmac, timingSafeEqual } from 'node:crypto';
import sql, { join, raw, type Sql } from 'sql-template-tag';
import { CatalogError } from './errors.ts';

/** A column that a list can be ordered by. `type` is the SQL type that its text form is cast back to. */
export interface OrderColumn {
  column: string;
  type: 'timestamptz' | 'text' | 'bigint' | 'uuid' | 'integer';
}

/** What a list can be ordered by, under the names of the contract. `tieBreak` is a unique column. */
export interface Orderings {
  columns: Record<string, OrderColumn>;
  /** Used when nothing or something unknown is asked for, e.g. `-created_at`. */
  fallback: string;
  tieBreak: string;
}

export interface PageRequest {
  limit: number;
  ordering?: string | undefined;
  cursor?: string | undefined;
}

export interface Page<Row> {
  rows: Row[];
  next: string | null;
  previous: string | null;
}

interface Position {
  ordering: string;
  backwards: boolean;
  values: [key: string, tie: string];
}

/** Where a page starts and how it is sorted, ready to be put into a query. */
export interface Keyset {
  /** Boolean; true for the rows on the wanted side of the cursor. */
  after: Sql;
  orderBy: Sql;
  /** Text columns that the query must select: `_tie`, and `_key` where the order is by another column. */
  position: Sql;
  /** Their names, for a query around that one. */
  positionNames: readonly (keyof Place)[];
  /** The direction in which the rows come, which is the reverse of the list's on the way back. */
  descending: boolean;
  /** Whether the rows come in the reverse of the list's order. */
  backwards: boolean;
  /** One more than the page, to see whether there is another. */
  limit: number;
  /** The same as a literal. */
  limitLiteral: Sql;
  finish<Row extends Place>(rows: Row[]): Page<Row>;
  /** The cursors of a page whose rows stay in PostgreSQL. */
  links(ends: Ends): Links;
}

/** Cursors of the pages around a page; null at the ends of the list. */
export type Links = Pick<Page<unknown>, 'next' | 'previous'>;

/** Where a page begins and ends, in the order in which its rows come. */
export interface Ends {
  first: Place | undefined;
  /** Of the last row that belongs to the page; not asked for unless there are more. */
  last: Place | undefined;
  more: boolean;
}

/** What a selected row says of its place in the list. */
export interface Place {
  _key?: string;
  _tie: string;
}

/**
 * A limit as a literal: with a parameter, PostgreSQL makes a new plan for each run of a prepared page, because it cannot
 * know how short the page is (0.65 of 2.85 ms).
 */
export function literal(limit: number): Sql {
  if (!Number.isSafeInteger(limit)) throw new Error(`Not a limit: ${limit}`);
  return raw(String(limit));
}

/**
 * Keyset paging: never OFFSET (measured at 500 k items: 0.5 ms against 139 ms).
 * `scope` names the list and its filters; a cursor made for another scope is `invalid_cursor`.
 */
export function keyset(
  secret: Buffer,
  scope: string,
  orderings: Orderings,
  request: PageRequest,
): Keyset {
  const ordering = resolveOrdering(orderings, request.ordering);
  const position = request.cursor ? openCursor(secret, scope, request.cursor) : undefined;
  if (position && position.ordering !== ordering.name) throw new CatalogError('invalid_cursor');
  const backwards = position?.backwards ?? false;
  const descending = ordering.descending !== backwards;
  const key = raw(ordering.column.column);
  const tie = raw(orderings.tieBreak);
  const direction = raw(descending ? 'desc' : 'asc');
  const sign = raw(descending ? '<' : '>');
  const cast = raw(ordering.column.type);
  const sameColumn = ordering.column.column === orderings.tieBreak;
  const make = ({ _tie, _key = _tie }: Place, back: boolean) =>
    sealCursor(secret, scope, {
      ordering: ordering.name,
      backwards: back,
      values: [_key, _tie],
    });
  const links = ({ first, last, more }: Ends): Links => {
    const onwards = more && last ? make(last, backwards) : null;
    const back = (backwards || position) && first ? make(first, !backwards) : null;
    return backwards ? { next: back, previous: onwards } : { next: onwards, previous: back };
  };
  return {
    after: !position
      ? sql`true`
      : sameColumn
        ? sql`${key} ${sign} ${position.values[1]}::uuid`
        : sql`(${key}, ${tie}) ${sign} (${position.values[0]}::${cast}, ${position.values[1]}::uuid)`,
    orderBy: sameColumn
      ? sql`${key} ${direction}`
      : join([sql`${key} ${direction}`, sql`${tie} ${direction}`]),
    position: sameColumn
      ? sql`${tie}::text as _tie`
      : sql`${key}::text as _key, ${tie}::text as _tie`,
    positionNames: sameColumn ? ['_tie'] : ['_key', '_tie'],
    descending,
    limit: request.limit + 1,
    limitLiteral: literal(request.limit + 1),
    backwards,
    links,
    finish(found) {
      const more = found.length > request.limit;
      const rows = more ? found.slice(0, request.limit) : found;
      const ends = links({ first: rows[0], last: rows.at(-1), more });
      return { rows: backwards ? rows.reverse() : rows, ...ends };
    },
  };
}

export function resolveOrdering(orderings: Orderings, asked: string | undefined) {
  const known = (name: string) => Object.hasOwn(orderings.columns, name.replace(/^-/, ''));
  const name = asked !== undefined && known(asked) ? asked : orderings.fallback;
  const column = orderings.columns[name.replace(/^-/, '')];
  if (!column) throw new Error(`No such ordering: ${name}`);
  return { name, column, descending: name.startsWith('-') };
}

// 96 bits keep a guess out of reach and the link short.
const SIGNATURE_BYTES = 12;

function sign(secret: Buffer, scope: string, payload: Buffer): Buffer {
  return createHmac('sha256', secret)
    .update(`cursor\0${scope}\0`)
    .update(payload)
    .digest()
    .subarray(0, SIGNATURE_BYTES);
}

function sealCursor(secret: Buffer, scope: string, position: Position): string {
  const payload = Buffer.from(
    JSON.stringify([position.ordering, position.backwards ? 1 : 0, ...position.values]),
  );
  return Buffer.concat([sign(secret, scope, payload), payload]).toString('base64url');
}

function openCursor(secret: Buffer, scope: string, cursor: string): Position {
  const bytes = Buffer.from(cursor, 'base64url');
  const signature = bytes.subarray(0, SIGNATURE_BYTES);
  const payload = bytes.subarray(SIGNATURE_BYTES);
  if (
    signature.length !== SIGNATURE_BYTES ||
    !timingSafeEqual(signature, sign(secret, scope, payload))
  ) {
    throw new CatalogError('invalid_cursor');
  }
  const [ordering, backwards, key, tie] = JSON.parse(payload.toString()) as [
    string,
    number,
    string,
    string,
  ];
  return { ordering, backwards: backwards === 1, values: [key, tie] };
}

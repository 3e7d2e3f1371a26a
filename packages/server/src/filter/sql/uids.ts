import sql, { raw, type Sql } from 'sql-template-tag';
import { uidOf } from '../literals.ts';

/** How uids of ours stand in a statement; those that a filter gives are parameters always. */
export interface UidWriter {
  one(uid: string): Sql;
  /** As an array. */
  all(uids: readonly string[]): Sql;
}

export const asParameters: UidWriter = {
  one: (uid) => sql`${uid}::uuid`,
  all: (uids) => sql`${uids}::uuid[]`,
};

/**
 * PostgreSQL knows from the text of the statement how frequent they are, and keeps the plan that it has made for them
 * (planning took a quarter of a page). Throws `TypeError` for anything but uids.
 */
export const asLiterals: UidWriter = {
  one: (uid) => raw(`'${checked(uid)}'::uuid`),
  all: (uids) => raw(`'{${uids.map(checked).join(',')}}'::uuid[]`),
};

function checked(text: string): string {
  const uid = uidOf(text);
  if (uid === undefined) throw new TypeError('Not a uid');
  return uid;
}

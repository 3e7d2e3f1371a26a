import sql, { type Sql } from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { notFound } from '../errors.ts';

export interface Owner {
  uid: string;
  name: string;
  kind: 'user' | 'organization';
}

/** At most one row: the user or organisation of that name (any case) or e-mail address; a name goes before an address. */
export const selectOwner = (name: string): Sql => sql`
  select uid, name, kind from owners
  where name = lower(${name}) or lower(email) = lower(${name})
  order by name = lower(${name}) desc limit 1`;

/** The owner of that name. */
export async function ownerNamed(db: Queryable, name: string): Promise<Owner | undefined> {
  const [owner] = await db.prepared<Owner>(selectOwner(name));
  return owner;
}

/** The same; throws `not_found`. */
export async function findOwner(db: Queryable, name: string): Promise<Owner> {
  const owner = await ownerNamed(db, name);
  if (!owner) throw notFound();
  return owner;
}

/** The owners with these uids, by name. */
export function ownersByUid(db: Queryable, uids: readonly string[]): Promise<Owner[]> {
  return db.prepared<Owner>(
    sql`select uid, name, kind from owners where uid = any(${uids}::uuid[]) order by name`,
  );
}

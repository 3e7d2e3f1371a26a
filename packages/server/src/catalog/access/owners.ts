import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { notFound } from '../errors.ts';

export interface Owner {
  uid: string;
  name: string;
  kind: 'user' | 'organization';
  display_name: string;
}

/** The owner of that name (any case) or e-mail address. Throws `not_found`. */
export async function findOwner(db: Queryable, name: string): Promise<Owner> {
  const owner = await db.row<Owner>(sql`
    select uid, name, kind, display_name from owners
    where name = lower(${name}) or (email is not null and lower(email) = lower(${name}))
    order by name = lower(${name}) desc limit 1`);
  if (!owner) throw notFound();
  return owner;
}

import sql from 'sql-template-tag';
import type { Context } from '../context.ts';
import { CatalogError, forbidden } from '../errors.ts';
import { ownerNamed } from './owners.ts';

export interface ListedKey {
  uid: string;
  owner: string;
  name: string;
  /** The first eight digits of the key; empty for one that was not made here. Of an access key its public half. */
  prefix: string;
  /** Empty is every scope. */
  scopes: string[];
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

/** The keys of one user or of all, newest first; for the operator only. Throws `not_found` for an unknown user. */
export async function listKeys(ctx: Context, owner?: string): Promise<ListedKey[]> {
  if (!ctx.actor.operator) throw forbidden();
  const user = owner === undefined ? undefined : await ownerNamed(ctx.db, owner);
  if (owner !== undefined && !user) {
    throw new CatalogError('not_found', `There is no user "${owner}".`);
  }
  const wanted = user ? sql`o.uid = ${user.uid}` : sql`true`;
  return ctx.db.rows<ListedKey>(sql`
    select k.uid, o.name as owner, k.name, k.prefix, k.scopes, k.created_at, k.expires_at, k.last_used_at,
      k.revoked_at
    from (
      select uid, user_uid, name, prefix, scopes, created_at, expires_at, last_used_at, revoked_at from api_keys
      union all
      select uid, user_uid, name, access, scopes, created_at, expires_at, last_used_at, revoked_at from access_keys
    ) k join owners o on o.uid = k.user_uid where ${wanted} order by k.uid desc`);
}

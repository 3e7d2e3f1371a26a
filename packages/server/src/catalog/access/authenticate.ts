import { hash } from 'node:crypto';
import sql from 'sql-template-tag';
import type { Catalog } from '../context.ts';
import { CatalogError } from '../errors.ts';
import type { Actor, Role } from './actor.ts';

interface KeyRow {
  uid: string;
  user_uid: string;
  user_name: string;
  scopes: string[];
  expires_at: Date | null;
  last_used_at: Date | null;
  organizations: Record<string, Role>;
}

const MINUTE_MS = 60_000;

export const hashKey = (key: string): Buffer => hash('sha256', key, 'buffer');

/**
 * The actor behind an API key. Throws `unauthenticated` for a missing, unknown or revoked key and `key_expired`
 * for one past its date.
 */
export async function authenticate(catalog: Catalog, key: string | undefined): Promise<Actor> {
  if (!key) throw new CatalogError('unauthenticated');
  const [row] = await catalog.db.shared<KeyRow>(sql`
    select k.uid, k.user_uid, o.name as user_name, k.scopes, k.expires_at, k.last_used_at,
      (select coalesce(jsonb_object_agg(m.organization_uid, m.role), '{}') from memberships m
        where m.user_uid = k.user_uid) as organizations
    from api_keys k join owners o on o.uid = k.user_uid
    where k.hash = decode(${hashKey(key).toString('hex')}, 'hex') and k.revoked_at is null`);
  if (!row) throw new CatalogError('unauthenticated');
  const now = new Date();
  if (row.expires_at && row.expires_at <= now) throw new CatalogError('key_expired');
  // Last use is shown to the minute: writing it on every request would make each read a write.
  if (!row.last_used_at || now.getTime() - row.last_used_at.getTime() > MINUTE_MS) {
    await catalog.db.run(sql`update api_keys set last_used_at = ${now} where uid = ${row.uid}`);
  }
  return {
    userUid: row.user_uid,
    userName: row.user_name,
    scopes: row.scopes,
    organizations: new Map(Object.entries(row.organizations)),
    operator: false,
  };
}

import { hash } from 'node:crypto';
import sql, { raw, type Sql } from 'sql-template-tag';
import type { Catalog } from '../context.ts';
import { CatalogError } from '../errors.ts';
import type { Actor, Role } from './actor.ts';

/** What is read of a key of any kind. */
export interface KeyRow {
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

/** Roles by organisation of the user of key `k`. */
export const membershipsOf: Sql = sql`
  (select coalesce(jsonb_object_agg(m.organization_uid, m.role), '{}') from memberships m
    where m.user_uid = k.user_uid)`;

/**
 * The actor behind an API key. Throws `unauthenticated` for a missing, unknown or revoked key and `key_expired`
 * for one past its date.
 */
export async function authenticate(catalog: Catalog, key: string | undefined): Promise<Actor> {
  return (await findApiKey(catalog, key)).actor;
}

/** The same, with the key's uid. */
export async function findApiKey(
  catalog: Catalog,
  key: string | undefined,
): Promise<{ uid: string; actor: Actor }> {
  if (!key) throw new CatalogError('unauthenticated');
  return load(catalog, selectShownKey(key));
}

/** The actor of an API key that was shown before, by its uid. Throws like `authenticate`. */
export async function actorOfApiKey(catalog: Catalog, uid: string): Promise<Actor> {
  return (await load(catalog, selectKey(sql`k.uid = ${uid}`))).actor;
}

async function load(catalog: Catalog, query: Sql): Promise<{ uid: string; actor: Actor }> {
  const [row] = await catalog.db.shared<KeyRow>(query);
  return { uid: row?.uid ?? '', actor: await admit(catalog, row) };
}

/** At most one row: a `KeyRow`. `where` is a boolean over alias `k`. */
const selectKey = (where: Sql): Sql => sql`
  select k.uid, k.user_uid, o.name as user_name, k.scopes, k.expires_at, k.last_used_at,
    ${membershipsOf} as organizations
  from api_keys k join owners o on o.uid = k.user_uid
  where ${where} and k.revoked_at is null`;

/** The same for the key that a request shows. */
export const selectShownKey = (key: string): Sql =>
  selectKey(sql`k.hash = decode(${hashKey(key).toString('hex')}, 'hex')`);

/** The actor of a key that was found just now. Throws like `authenticate`. */
export async function admit(catalog: Catalog, row: KeyRow | undefined): Promise<Actor> {
  if (!row) throw new CatalogError('unauthenticated');
  if (row.expires_at && row.expires_at <= new Date()) throw new CatalogError('key_expired');
  await noteUse(catalog, 'api_keys', row);
  return actorOf(row);
}

/** Last use is shown to the minute: writing it on every request would make each read a write. */
export async function noteUse(
  catalog: Catalog,
  table: 'api_keys' | 'access_keys',
  key: Pick<KeyRow, 'uid' | 'last_used_at'>,
): Promise<void> {
  const now = new Date();
  if (key.last_used_at && now.getTime() - key.last_used_at.getTime() <= MINUTE_MS) return;
  await catalog.db.run(sql`update ${raw(table)} set last_used_at = ${now} where uid = ${key.uid}`);
}

const actors = new WeakMap<KeyRow, Actor>();

/** The same for the same row. */
export function actorOf(row: KeyRow): Actor {
  const actor = actors.get(row) ?? {
    userUid: row.user_uid,
    userName: row.user_name,
    scopes: row.scopes,
    organizations: new Map(Object.entries(row.organizations)),
    operator: false,
  };
  actors.set(row, actor);
  return actor;
}

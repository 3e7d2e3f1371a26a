import { timingSafeEqual } from 'node:crypto';
import sql, { type Sql } from 'sql-template-tag';
import type { Catalog } from '../../context.ts';
import { CatalogError } from '../../errors.ts';
import type { Actor } from '../actor.ts';
import { actorOf, hashKey, membershipsOf, noteUse, type KeyRow } from '../authenticate.ts';
import { unseal } from './seal.ts';

export interface AccessKey {
  uid: string;
  last_used_at: Date | null;
  secret: string;
  actor: Actor;
}

interface Row extends KeyRow {
  access: string;
  sealed: Buffer;
  token_hash: Buffer | null;
}

const selectKey = (where: Sql) => sql`
  select k.uid, k.user_uid, o.name as user_name, k.scopes, k.expires_at, k.last_used_at, k.access, k.sealed,
    k.token_hash, ${membershipsOf} as organizations
  from access_keys k join owners o on o.uid = k.user_uid
  where ${where} and k.revoked_at is null`;

/**
 * The access key of that name, with the secret that its owner signs with: nothing is proved yet. A temporary key needs
 * its security token, a permanent one takes none. Throws `unauthenticated`, and `key_expired` past its date.
 */
export async function findAccessKey(
  catalog: Catalog,
  access: string,
  securityToken: string | undefined,
): Promise<AccessKey> {
  const row = await load(catalog, sql`k.access = ${access}`);
  if (!fits(row.token_hash, securityToken)) throw new CatalogError('unauthenticated');
  return {
    uid: row.uid,
    last_used_at: row.last_used_at,
    secret: unseal(catalog.secret, row.access, row.sealed),
    actor: actorOf(row),
  };
}

/** The actor of an access key that has proved itself before, by its uid. Throws like findAccessKey. */
export async function actorOfAccessKey(catalog: Catalog, uid: string): Promise<Actor> {
  return actorOf(await load(catalog, sql`k.uid = ${uid}`));
}

/** Remembers the last use of a key whose signature was right, to the minute. */
export async function noteAccess(catalog: Catalog, key: AccessKey): Promise<void> {
  await noteUse(catalog, 'access_keys', key);
}

async function load(catalog: Catalog, where: Sql): Promise<Row> {
  const [row] = await catalog.db.prepared<Row>(selectKey(where));
  if (!row) throw new CatalogError('unauthenticated');
  if (row.expires_at && row.expires_at <= new Date()) throw new CatalogError('key_expired');
  return row;
}

function fits(hash: Buffer | null, token: string | undefined): boolean {
  if (hash === null || token === undefined) return hash === null && token === undefined;
  return timingSafeEqual(hash, hashKey(token));
}

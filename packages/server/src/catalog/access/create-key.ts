import { randomBytes } from 'node:crypto';
import sql from 'sql-template-tag';
import type { Queryable } from '../../db/database.ts';
import { newUid } from '../../db/ids.ts';
import type { Context } from '../context.ts';
import { forbidden, invalid } from '../errors.ts';
import { hashKey } from './authenticate.ts';
import { insertOwner } from './create-owner.ts';
import { ownerNamed, type Owner } from './owners.ts';
import { scopes as knownScopes } from './rights.ts';

export interface KeyInput {
  /** Name of the user; made when missing. */
  owner: string;
  /** What the key is for, as a list shows it. */
  name?: string | undefined;
  /** Empty is every scope. */
  scopes?: string[] | undefined;
  expiresAt?: Date | undefined;
}

export interface CreatedKey {
  uid: string;
  /** 40 lower-case hexadecimal digits. Never to be seen again. */
  key: string;
  owner: string;
  /** Whether the user was made for this key. */
  ownerCreated: boolean;
  scopes: string[];
  expiresAt: Date | null;
}

/** Makes a key for a user; for the operator only. Throws `invalid` on `owner`, `name`, `scopes` or `expires_at`. */
export async function createKey(ctx: Context, input: KeyInput): Promise<CreatedKey> {
  if (!ctx.actor.operator) throw forbidden();
  const { scopes, expiresAt } = checkKeyInput(input);
  return ctx.db.transaction(async (tx) => {
    const { owner, created } = await userForKey(tx, input.owner);
    // 160 random bits: out of reach of guessing, so that a plain SHA-256 of it can be stored.
    const key = randomBytes(20).toString('hex');
    const name = input.name ?? '';
    const uid = await insertKey(tx, { userUid: owner.uid, key, name, scopes, expiresAt });
    return { uid, key, owner: owner.name, ownerCreated: created, scopes, expiresAt };
  });
}

/** The scopes in order and the end of a new key. Throws `invalid`. */
export function checkKeyInput(input: KeyInput): { scopes: string[]; expiresAt: Date | null } {
  const scopes = [...new Set(input.scopes)].sort();
  const unknown = scopes.filter((scope) => !knownScopes.includes(scope));
  if (unknown.length > 0) {
    throw invalid(
      'scopes',
      `There is no scope ${unknown.join(', ')}. The scopes are: ${knownScopes.join(', ')}.`,
    );
  }
  const expiresAt = input.expiresAt ?? null;
  if (expiresAt && !(expiresAt.getTime() > Date.now())) {
    throw invalid('expires_at', 'Give a date in the future.');
  }
  return { scopes, expiresAt };
}

/** The user that a new key is for, made when missing. Throws `invalid` on `owner` for an organisation. */
export async function userForKey(
  tx: Queryable,
  name: string,
): Promise<{ owner: Owner; created: boolean }> {
  const existing = await ownerNamed(tx, name);
  if (existing?.kind === 'organization') {
    throw invalid('owner', `"${existing.name}" is an organization; keys belong to users.`);
  }
  const owner = existing ?? (await insertOwner(tx, { name, kind: 'user' }));
  return { owner, created: !existing };
}

interface KeyRow {
  userUid: string;
  key: string;
  name: string;
  scopes: string[];
  expiresAt: Date | null;
}

/** A key of Sheaf's own making, of which 32 bits may be shown so that people find the row of a key that they hold. */
const OWN_KEY = /^[0-9a-f]{40}$/;

/** The row of a key, in the caller's transaction. Throws when the key is in use already. */
export async function insertKey(tx: Queryable, row: KeyRow): Promise<string> {
  const uid = newUid();
  const prefix = OWN_KEY.test(row.key) ? row.key.slice(0, 8) : '';
  await tx.run(sql`
    insert into api_keys (uid, user_uid, name, prefix, hash, scopes, expires_at, created_at)
    values (${uid}, ${row.userUid}, ${row.name}, ${prefix}, ${hashKey(row.key)},
      ${row.scopes}, ${row.expiresAt}, ${new Date()})`);
  return uid;
}

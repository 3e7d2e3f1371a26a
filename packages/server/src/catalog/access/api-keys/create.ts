import { randomBytes } from 'node:crypto';
import sql from 'sql-template-tag';
import type { Context } from '../../context.ts';
import { CatalogError, invalid, notFound } from '../../errors.ts';
import type { Actor } from '../actor.ts';
import { checkKeyInput, insertKey } from '../create-key.ts';
import { requireScope } from '../rights.ts';
import { apiKeyColumns, type ApiKey } from './row.ts';

export interface NewApiKey {
  name: string;
  /** Empty is every scope. */
  scopes?: string[] | undefined;
  expiresAt?: Date | undefined;
}

/** More would be a mistake in a script: each project and machine of one person has its own. */
const KEYS_PER_USER = 200;

/**
 * Makes a key for the actor's own user; it can do no more than the actor. `key`: 40 hexadecimal digits, never to be
 * seen again. Throws `invalid` on `scopes` or `expires_at`, `conflict` for too many keys, `forbidden`.
 */
export async function createApiKey(
  ctx: Context,
  input: NewApiKey,
): Promise<ApiKey & { key: string }> {
  requireScope(ctx.actor, 'key.write');
  const { userUid, userName } = ctx.actor;
  const { scopes, expiresAt } = checkKeyInput({ owner: userName, ...input });
  requireOwnScopes(ctx.actor, scopes);
  const key = randomBytes(20).toString('hex');
  return ctx.db.transaction(async (tx) => {
    const held = await tx.row<{ count: number }>(sql`
      select count(*) as count from api_keys where user_uid = ${userUid} and revoked_at is null`);
    if ((held?.count ?? 0) >= KEYS_PER_USER) {
      throw new CatalogError('conflict', `A user has ${KEYS_PER_USER} keys at most.`);
    }
    const uid = await insertKey(tx, { userUid, key, name: input.name, scopes, expiresAt });
    const row = await tx.row<ApiKey>(sql`
      select ${apiKeyColumns} from api_keys k where k.uid = ${uid}`);
    if (!row) throw notFound();
    return { ...row, key };
  });
}

/** A key must not be a way to more rights than one has. */
function requireOwnScopes(actor: Actor, scopes: string[]): void {
  if (actor.operator || actor.scopes.length === 0) return;
  if (scopes.length === 0) throw invalid('scopes', 'Name scopes: this key has not all of them.');
  const missing = scopes.filter((scope) => !actor.scopes.includes(scope));
  if (missing.length === 0) return;
  throw invalid('scopes', `This key itself has not: ${missing.join(', ')}.`);
}

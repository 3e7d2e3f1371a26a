import { randomBytes } from 'node:crypto';
import sql from 'sql-template-tag';
import type { Context } from '../../context.ts';
import { CatalogError, forbidden } from '../../errors.ts';
import { hashKey } from '../authenticate.ts';
import { ownerNamed } from '../owners.ts';

/** Long enough to click on it or to send it to oneself, too short to be found in an old terminal. */
const TOKEN_MINUTES = 15;
/** Out of reach of guessing, so that a plain SHA-256 of it can be stored. */
const TOKEN_BYTES = 32;

/** What signs in a user or keeps a browser signed in. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/**
 * Makes a token that signs the user in once, within 15 minutes; for the operator only. Throws `not_found` for an
 * unknown user.
 */
export async function createSignInToken(ctx: Context, userName: string): Promise<string> {
  if (!ctx.actor.operator) throw forbidden();
  const user = await ownerNamed(ctx.db, userName);
  if (user?.kind !== 'user') {
    throw new CatalogError('not_found', `There is no user "${userName}".`);
  }
  const token = newToken();
  const now = new Date();
  await ctx.db.run(sql`delete from sign_in_tokens where expires_at <= ${now}`);
  await ctx.db.run(sql`
    insert into sign_in_tokens (hash, user_uid, created_at, expires_at)
    values (${hashKey(token)}, ${user.uid}, ${now}, ${new Date(now.getTime() + TOKEN_MINUTES * 60_000)})`);
  return token;
}

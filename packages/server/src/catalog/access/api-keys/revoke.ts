import sql from 'sql-template-tag';
import type { Context } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { requireScope } from '../rights.ts';

/** Ends one of the actor's own keys at once and for ever. Throws `not_found`, `forbidden`. */
export async function revokeApiKey(ctx: Context, uid: string): Promise<void> {
  requireScope(ctx.actor, 'key.write');
  const ended = await ctx.db.run(sql`
    update api_keys set revoked_at = ${new Date()}
    where uid = ${uid} and user_uid = ${ctx.actor.userUid} and revoked_at is null`);
  if (ended === 0) throw notFound();
}

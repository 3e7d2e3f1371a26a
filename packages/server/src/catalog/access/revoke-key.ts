import sql from 'sql-template-tag';
import { parseUid } from '../../db/ids.ts';
import type { Context } from '../context.ts';
import { CatalogError, forbidden } from '../errors.ts';

/** Ends a key at once and for ever; for the operator only. False when it had ended before. Throws `not_found`. */
export async function revokeKey(ctx: Context, uid: string): Promise<boolean> {
  if (!ctx.actor.operator) throw forbidden();
  const parsed = parseUid(uid);
  const key = parsed
    ? await ctx.db.row<{ revoked: boolean }>(
        sql`select revoked_at is not null as revoked from api_keys where uid = ${parsed}`,
      )
    : undefined;
  if (!key) throw new CatalogError('not_found', `There is no key with the uid ${uid}.`);
  const ended = await ctx.db.run(sql`
    update api_keys set revoked_at = ${new Date()} where uid = ${parsed} and revoked_at is null`);
  return ended > 0;
}

import sql, { raw } from 'sql-template-tag';
import { parseUid } from '../../db/ids.ts';
import type { Context } from '../context.ts';
import { CatalogError, forbidden } from '../errors.ts';

/**
 * Ends an API key or an access key at once and for ever, and with it the tokens that it was given; for the operator
 * only. False when it had ended before. Throws `not_found`.
 */
export async function revokeKey(ctx: Context, uid: string): Promise<boolean> {
  if (!ctx.actor.operator) throw forbidden();
  const parsed = parseUid(uid);
  const key = parsed
    ? await ctx.db.row<{ kind: string }>(sql`
        select 'api_keys' as kind from api_keys where uid = ${parsed}
        union all select 'access_keys' from access_keys where uid = ${parsed}`)
    : undefined;
  if (!key) throw new CatalogError('not_found', `There is no key with the uid ${uid}.`);
  const ended = await ctx.db.run(sql`
    update ${raw(key.kind)} set revoked_at = ${new Date()} where uid = ${parsed} and revoked_at is null`);
  return ended > 0;
}

import sql from 'sql-template-tag';
import { parseUid } from '../../db/ids.ts';
import type { Context } from '../context.ts';
import { forbidden, notFound } from '../errors.ts';
import { mayWriteFor } from './datasets.ts';

/**
 * Whose a new slice is: the organisation's that is named (by uid or name), else the datasets' owner's if the actor
 * may write there, else the actor's. Throws `not_found` for an unknown organisation, `forbidden` for a foreign one.
 */
export async function ownerOfNewSlice(
  ctx: Context,
  organization: string | null | undefined,
  datasets: readonly { owner_uid: string }[],
): Promise<string> {
  if (organization) {
    const owner = await ctx.db.row<{ uid: string }>(sql`
      select uid from owners where kind = 'organization'
        and (name = lower(${organization}) or uid = ${parseUid(organization) ?? null})`);
    if (!owner) throw notFound();
    if (!mayWriteFor(ctx, owner.uid)) throw forbidden();
    return owner.uid;
  }
  const [first] = datasets;
  const owners = new Set(datasets.map((dataset) => dataset.owner_uid));
  if (first && owners.size === 1 && mayWriteFor(ctx, first.owner_uid)) return first.owner_uid;
  return ctx.actor.userUid;
}

import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { CatalogError, RuleError } from '../errors.ts';
import { openMediaRow } from '../media/open.ts';
import { MediaFinder } from './media-finder.ts';
import { openWritten, type BucketObject } from './open.ts';
import { placePath, type BucketPlace } from './place.ts';

export const objectMissing = () =>
  new RuleError('not_found', 'object_missing', 'There is no such object.');

/**
 * An object of an owner's bucket for a client: what Sheaf has written there, or the media of an item whose place it is. Files
 * below import roots that are no item are not given out. Throws `object_missing`, `forbidden`.
 */
export async function openPublished(
  ctx: Context,
  ownerUid: string,
  place: BucketPlace,
): Promise<BucketObject> {
  requireRight(ctx.actor, 'dataset.read', { ownerUid });
  const object =
    (await openWritten(ctx, ownerUid, place)) ?? (await openItem(ctx, ownerUid, place));
  if (!object) throw objectMissing();
  return object;
}

async function openItem(
  ctx: Context,
  ownerUid: string,
  place: BucketPlace,
): Promise<BucketObject | undefined> {
  const found = await new MediaFinder(ctx.db, ownerUid).find([place]);
  const row = found.get(placePath(place));
  if (!row) return undefined;
  try {
    return await openMediaRow(ctx, row);
  } catch (error) {
    if (error instanceof CatalogError && error.code === 'not_found') return undefined;
    throw error;
  }
}

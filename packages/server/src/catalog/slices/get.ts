import sql from 'sql-template-tag';
import { findOwner } from '../access/owners.ts';
import type { Context } from '../context.ts';
import { notFound } from '../errors.ts';
import { withCounts } from './counts.ts';
import { requireSliceRead } from './datasets.ts';
import { selectSlice, type Slice, type SliceDefinition } from './row.ts';

/** One slice with its number of items. Throws `not_found`, `forbidden` (also without access to a dataset of it). */
export async function getSlice(ctx: Context, ownerName: string, slug: string): Promise<Slice> {
  const slice = await findSlice(ctx, ownerName, slug);
  await requireSliceRead(ctx, slice);
  const [counted] = await withCounts(ctx, [slice]);
  if (!counted) throw notFound();
  return counted;
}

/** The stored slice, whoever asks: the caller checks the rights. Throws `not_found`. */
export async function findSlice(
  ctx: Context,
  ownerName: string,
  slug: string,
): Promise<SliceDefinition> {
  const owner = await findOwner(ctx.db, ownerName);
  const slice = await selectSlice(
    ctx.db,
    sql`s.owner_uid = ${owner.uid} and s.slug = ${slug.normalize('NFC')}`,
  );
  if (!slice) throw notFound();
  return slice;
}

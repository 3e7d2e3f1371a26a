import sql from 'sql-template-tag';
import { can, requireRight, type Right } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { forbidden } from '../errors.ts';
import type { SliceDefinition } from './row.ts';

export interface SliceDataset {
  uid: string;
  name: string;
  slug: string;
  owner_uid: string;
  owner_name: string;
  visibility: 'public' | 'private';
}

/**
 * The datasets of a slice, by uid. A slice is evaluated with the rights of its reader, not of its owner: throws
 * `forbidden` when the actor lacks `right` on any of them. `known` are the datasets, where they are known already.
 */
export async function sliceDatasets(
  ctx: Context,
  slice: Pick<SliceDefinition, 'datasets'>,
  right: Right = 'dataset.read',
  known?: SliceDataset[],
): Promise<SliceDataset[]> {
  const datasets = known ?? (await selectDatasets(ctx, slice.datasets));
  for (const { owner_uid, visibility } of datasets) {
    requireRight(ctx.actor, right, { ownerUid: owner_uid, visibility });
  }
  return datasets;
}

function selectDatasets(ctx: Context, uids: readonly string[]): Promise<SliceDataset[]> {
  return ctx.db.rows<SliceDataset>(sql`
    select d.uid, d.name, d.slug, d.owner_uid, o.name as owner_name, d.visibility
    from datasets d join owners o on o.uid = d.owner_uid
    where d.uid = any(${uids}::uuid[]) order by d.uid`);
}

/** The right to see that the slice exists and how many items it has. The key needs no scope for datasets. */
export async function requireSliceRead(
  ctx: Context,
  slice: Pick<SliceDefinition, 'owner_uid' | 'visibility' | 'datasets'>,
  known?: SliceDataset[],
): Promise<void> {
  requireRight(ctx.actor, 'slice.read', {
    ownerUid: slice.owner_uid,
    visibility: slice.visibility,
  });
  const roles = { ...ctx, actor: { ...ctx.actor, scopes: [] } };
  await sliceDatasets(roles, slice, 'dataset.read', known);
}

/** Whether the actor may change slices of this owner. */
export function mayWriteFor(ctx: Context, ownerUid: string): boolean {
  return can(ctx.actor, 'slice.write', { ownerUid });
}

/** Throws `forbidden` unless the actor may change this slice and read everything that it is made of. */
export async function requireSliceWrite(ctx: Context, slice: SliceDefinition): Promise<void> {
  if (!mayWriteFor(ctx, slice.owner_uid)) throw forbidden();
  await sliceDatasets(ctx, slice);
}

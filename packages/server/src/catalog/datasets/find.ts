import sql, { type Sql } from 'sql-template-tag';
import { findOwner, selectOwner } from '../access/owners.ts';
import { requireRight, type Right } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { notFound } from '../errors.ts';
import { selectDataset, type Dataset, type DatasetHome } from './row.ts';

/** The dataset under an owner's name. Throws `not_found` when there is none, `forbidden` without the right. */
export async function findDataset(
  ctx: Context,
  ownerName: string,
  slug: string,
  right: Right = 'dataset.read',
): Promise<Dataset> {
  const owner = await findOwner(ctx.db, ownerName);
  const dataset = await selectDataset(ctx.db, sql`d.owner_uid = ${owner.uid} and d.slug = ${slug}`);
  return checked(ctx, dataset, right);
}

/** The dataset with that uid; throws like findDataset. */
export async function findDatasetByUid(
  ctx: Context,
  uid: string,
  right: Right = 'dataset.read',
): Promise<Dataset> {
  return checked(ctx, await selectDataset(ctx.db, sql`d.uid = ${uid}`), right);
}

/** The same as findDataset, without counters and labels, which cost several times as much. */
export async function locateDataset(
  ctx: Context,
  ownerName: string,
  slug: string,
  right: Right = 'dataset.read',
): Promise<DatasetHome> {
  const [home] = await ctx.db.shared<DatasetHome>(selectHome(ownerName, slug));
  return checked(ctx, home, right);
}

/** At most one row: a `DatasetHome`. */
export const selectHome = (ownerName: string, slug: string): Sql => sql`
  select d.uid, d.owner_uid, o.name as owner_name, d.slug, d.visibility
  from (${selectOwner(ownerName)}) o join datasets d on d.owner_uid = o.uid and d.slug = ${slug}`;

/** The dataset that was found. Throws like findDataset. */
export function checked<Found extends DatasetHome>(
  { actor }: Pick<Context, 'actor'>,
  dataset: Found | undefined,
  right: Right,
): Found {
  if (!dataset) throw notFound();
  requireRight(actor, right, { ownerUid: dataset.owner_uid, visibility: dataset.visibility });
  return dataset;
}

import sql from 'sql-template-tag';
import { findOwner } from '../access/owners.ts';
import { requireRight, type Right } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { notFound } from '../errors.ts';
import { selectDataset, type Dataset } from './row.ts';

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

function checked(ctx: Context, dataset: Dataset | undefined, right: Right): Dataset {
  if (!dataset) throw notFound();
  requireRight(ctx.actor, right, { ownerUid: dataset.owner_uid, visibility: dataset.visibility });
  return dataset;
}

import sql, { join, type Sql } from 'sql-template-tag';
import { isUniqueViolation } from '../../db/errors.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { readBack, requireFreeSlug, slugTaken } from './create.ts';
import type { Dataset } from './row.ts';

export interface DatasetChange {
  name?: string | undefined;
  slug?: string | undefined;
  visibility?: 'public' | 'private' | undefined;
  metadata?: Record<string, unknown> | undefined;
}

/**
 * Changes what is given. Publishing or hiding needs the right to manage the dataset. Throws `forbidden`, `invalid` for
 * a taken or reserved slug, `not_found` when somebody deletes it meanwhile.
 */
export async function updateDataset(
  ctx: Context,
  dataset: Dataset,
  change: DatasetChange,
): Promise<Dataset> {
  const target = { ownerUid: dataset.owner_uid };
  requireRight(ctx.actor, 'dataset.write', target);
  if (change.visibility !== undefined && change.visibility !== dataset.visibility) {
    requireRight(ctx.actor, 'dataset.manage', target);
  }
  if (change.slug !== undefined && change.slug !== dataset.slug) requireFreeSlug(change.slug);
  const sets: Sql[] = [];
  if (change.name !== undefined) sets.push(sql`name = ${change.name}`);
  if (change.slug !== undefined) sets.push(sql`slug = ${change.slug}`);
  if (change.visibility !== undefined) sets.push(sql`visibility = ${change.visibility}`);
  if (change.metadata !== undefined) sets.push(sql`metadata = ${JSON.stringify(change.metadata)}`);
  if (sets.length === 0) return dataset;
  sets.push(sql`updated_at = ${new Date()}`);
  try {
    await ctx.db.run(sql`update datasets set ${join(sets)} where uid = ${dataset.uid}`);
  } catch (error) {
    if (isUniqueViolation(error)) throw slugTaken();
    throw error;
  }
  return readBack(ctx, dataset.uid);
}

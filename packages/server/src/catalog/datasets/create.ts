import sql from 'sql-template-tag';
import { newUid } from '../../db/ids.ts';
import { findOwner } from '../access/owners.ts';
import { can, requireScope } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { CatalogError, forbidden, invalid } from '../errors.ts';
import { isUniqueViolation } from '../../db/errors.ts';
import { findDatasetByUid } from './find.ts';
import type { Dataset } from './row.ts';

/** Words that stand in the place of a slug in some path. */
const RESERVED_SLUGS = new Set(['list', 'name', 'file-upload-url']);

export interface NewDataset {
  name: string;
  slug: string;
  dataType: string;
  isSequence?: boolean;
  visibility?: 'public' | 'private';
  /** Absent: the actor. */
  ownerName?: string | undefined;
  metadata?: Record<string, unknown>;
  /** An import is about to fill it; otherwise it is ready at once. */
  status?: 'creating' | 'created';
}

/** Makes an empty dataset. Throws `invalid` for a taken or reserved slug, `forbidden`, and `not_found` for the owner. */
export async function createDataset(ctx: Context, input: NewDataset): Promise<Dataset> {
  requireScope(ctx.actor, 'dataset.write');
  const ownerUid = input.ownerName
    ? (await findOwner(ctx.db, input.ownerName).catch(unknownOwner)).uid
    : ctx.actor.userUid;
  if (!can(ctx.actor, 'dataset.write', { ownerUid })) throw forbidden();
  if (RESERVED_SLUGS.has(input.slug)) throw invalid('slug', 'This slug is reserved.');
  const uid = newUid();
  const now = new Date();
  try {
    await ctx.db.transaction(async (tx) => {
      await tx.run(sql`
        insert into datasets (uid, owner_uid, name, slug, data_type, is_sequence, visibility, status,
          metadata, created_at, updated_at)
        values (${uid}, ${ownerUid}, ${input.name}, ${input.slug}, ${input.dataType},
          ${input.isSequence ?? false}, ${input.visibility ?? 'private'}, ${input.status ?? 'created'},
          ${JSON.stringify(input.metadata ?? {})}, ${now}, ${now})`);
      await tx.run(sql`insert into dataset_stats (dataset_uid) values (${uid})`);
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw slugTaken();
    throw error;
  }
  return findDatasetByUid({ ...ctx, actor: { ...ctx.actor, operator: true } }, uid);
}

export const slugTaken = () => invalid('slug', 'dataset with this slug already exists.');

function unknownOwner(error: unknown): never {
  if (error instanceof CatalogError && error.code === 'not_found') {
    throw invalid('owner_name', 'There is no user or organisation with this name.');
  }
  throw error;
}

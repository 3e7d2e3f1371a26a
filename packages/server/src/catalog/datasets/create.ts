import sql from 'sql-template-tag';
import { newUid, parseUid } from '../../db/ids.ts';
import { ownerNamed } from '../access/owners.ts';
import { can, requireScope } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { forbidden, invalid, notFound } from '../errors.ts';
import type { Transaction } from '../../db/database.ts';
import { isUniqueViolation } from '../../db/errors.ts';
import { selectDataset, type Dataset } from './row.ts';

/** Words that stand in the place of a slug in some path. */
const RESERVED_SLUGS = new Set(['list', 'name', 'file-upload-url']);

export interface NewDataset {
  name: string;
  slug: string;
  dataType: string;
  isSequence?: boolean;
  visibility?: 'public' | 'private';
  /** Name or e-mail of the owner; absent: the actor. */
  ownerName?: string | undefined;
  /** Goes before the name. */
  organizationUid?: string | undefined;
  metadata?: Record<string, unknown>;
  /** An import is about to fill it; otherwise it is ready at once. */
  status?: 'creating' | 'created';
}

/** Makes an empty dataset. Throws `invalid` for a taken or reserved slug, or an unknown owner; `forbidden`. */
export async function createDataset(ctx: Context, input: NewDataset): Promise<Dataset> {
  requireScope(ctx.actor, 'dataset.write');
  const ownerUid = await ownerOf(ctx, input);
  if (!can(ctx.actor, 'dataset.write', { ownerUid })) throw forbidden();
  requireFreeSlug(input.slug);
  const uid = newUid();
  try {
    await ctx.db.transaction((tx) => insertDataset(tx, uid, ownerUid, input));
  } catch (error) {
    if (isUniqueViolation(error)) throw slugTaken();
    throw error;
  }
  return readBack(ctx, uid);
}

/** The rows of a new dataset. */
export async function insertDataset(
  tx: Transaction,
  uid: string,
  ownerUid: string,
  input: NewDataset,
): Promise<void> {
  const now = new Date();
  await tx.run(sql`
    insert into datasets (uid, owner_uid, name, slug, data_type, is_sequence, visibility, status,
      metadata, created_at, updated_at)
    values (${uid}, ${ownerUid}, ${input.name}, ${input.slug}, ${input.dataType},
      ${input.isSequence ?? false}, ${input.visibility ?? 'private'}, ${input.status ?? 'created'},
      ${JSON.stringify(input.metadata ?? {})}, ${now}, ${now})`);
  await tx.run(sql`insert into dataset_stats (dataset_uid) values (${uid})`);
}

export const slugTaken = () => invalid('slug', 'dataset with this slug already exists.');

/** Whether some path uses it as a word. */
export const isReservedSlug = (slug: string) => RESERVED_SLUGS.has(slug);

/** Throws `invalid` for a reserved slug. */
export function requireFreeSlug(slug: string): void {
  if (isReservedSlug(slug)) throw invalid('slug', 'This slug is reserved.');
}

/** A dataset that the actor has just written: a key that may only write sees it too. */
export async function readBack(ctx: Context, uid: string): Promise<Dataset> {
  const dataset = await selectDataset(ctx.db, sql`d.uid = ${uid}`);
  if (!dataset) throw notFound();
  return dataset;
}

async function ownerOf(ctx: Context, input: NewDataset): Promise<string> {
  if (input.organizationUid) {
    const organization = await ctx.db.row<{ uid: string }>(sql`
      select uid from owners
      where kind = 'organization' and uid = ${parseUid(input.organizationUid) ?? null}`);
    if (organization) return organization.uid;
    throw invalid('organization_uid', 'There is no organization with this uid.');
  }
  if (!input.ownerName) return ctx.actor.userUid;
  const owner = await ownerNamed(ctx.db, input.ownerName);
  if (owner) return owner.uid;
  throw invalid('owner_name', 'There is no user or organization with this name.');
}

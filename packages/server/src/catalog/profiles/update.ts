import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import type { LabelBook } from '../labels/book.ts';
import { changeLabels } from '../labels/change.ts';
import type { UidRange } from '../uids.ts';
import type { ProfiledDataset } from './model.ts';
import { claimName } from './name.ts';
import { switchVersion } from './switch-version.ts';

export interface ProfileChange {
  name?: string | undefined;
  description?: string | undefined;
  /** The version that becomes the current one. */
  version?: UidRange | undefined;
  /** Changes the labels; throws what a `LabelBook` throws. */
  labels?: ((book: LabelBook) => void) | undefined;
}

/**
 * Changes what is given, everything or nothing. Throws `dataset_exists`, `version_missing`, what a `LabelBook` throws,
 * and `forbidden`.
 */
export async function updateProfiled(
  ctx: Context,
  dataset: ProfiledDataset,
  change: ProfileChange,
): Promise<void> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  await ctx.db.transaction(async (tx) => {
    const { name, description, version, labels } = change;
    if (name !== undefined) await rename(tx, dataset, name);
    if (description !== undefined) await describe(tx, dataset, description);
    if (version) await switchVersion(tx, dataset.uid, version);
    if (labels) await changeLabels(tx, dataset, labels);
    if (name === undefined && description === undefined && !version) return;
    await tx.run(sql`update datasets set updated_at = ${new Date()} where uid = ${dataset.uid}`);
  });
}

/** Its address stays: links to it must not break. */
async function rename(tx: Transaction, dataset: ProfiledDataset, name: string): Promise<void> {
  await claimName(tx, dataset.owner_uid, name, dataset.uid);
  await tx.run(sql`update datasets set name = ${name} where uid = ${dataset.uid}`);
}

async function describe(
  tx: Transaction,
  dataset: ProfiledDataset,
  description: string,
): Promise<void> {
  await tx.run(sql`
    insert into dataset_profiles (dataset_uid, kind, description)
    values (${dataset.uid}, ${dataset.kind}, ${description})
    on conflict (dataset_uid) do update set description = excluded.description`);
}

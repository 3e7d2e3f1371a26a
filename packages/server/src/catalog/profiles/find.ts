import sql from 'sql-template-tag';
import { requireRight, type Right } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { RuleError } from '../errors.ts';
import type { UidRange } from '../uids.ts';
import { profileColumns, profileTables } from './columns.ts';
import type { ProfiledDataset } from './model.ts';
import { tally, type Tallied, type Tally } from './tally.ts';

export const datasetMissing = () =>
  new RuleError('not_found', 'dataset_missing', 'There is no such dataset.');

/** The owner's dataset with a uid of that range; without counts over annotations. Throws `dataset_missing`, `forbidden`. */
export async function findProfile(
  ctx: Context,
  ownerUid: string,
  uids: UidRange,
  right: Right = 'dataset.read',
): Promise<ProfiledDataset & Tallied> {
  requireRight(ctx.actor, right, { ownerUid });
  const [row] = await ctx.db.prepared<ProfiledDataset & Tallied>(sql`
    select ${profileColumns} from ${profileTables(sql`datasets`)}
    where d.uid between ${uids.first} and ${uids.last} and d.owner_uid = ${ownerUid}`);
  if (!row) throw datasetMissing();
  return row;
}

/** The same with its counts. */
export async function describeProfile(
  ctx: Context,
  ownerUid: string,
  uids: UidRange,
): Promise<ProfiledDataset & Tally> {
  const row = await findProfile(ctx, ownerUid, uids);
  const [tallied] = await tally(ctx, [row]);
  if (!tallied) throw datasetMissing();
  return tallied;
}

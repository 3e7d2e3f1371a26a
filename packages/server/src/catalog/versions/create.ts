import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { newUid } from '../../db/ids.ts';
import { requireRight } from '../access/rights.ts';
import { below, parsePlace } from '../buckets/place.ts';
import { storeKey } from '../buckets/store-key.ts';
import type { Context } from '../context.ts';
import { enqueue } from '../enqueue.ts';
import type { ProfiledDataset } from '../profiles/model.ts';
import { checkDivided } from './divided.ts';
import { lockProfile } from './lock-profile.ts';
import { manifestPath } from './paths.ts';
import type { PublishOptions } from './row.ts';
import { nameTaken, noLabels, notSplit, publishing, tooSoon, unsupported } from './rules.ts';

export interface NewVersion {
  /** 1 to 32 letters, digits, `_` and `-`; absent: `V001` and so on. */
  name?: string | undefined;
  description: string;
  format: 'Default' | 'CarbonData' | 'CSV';
  /** Part of the labelled items that is for training, 0 to 1, as it was written. */
  trainRatio: string;
  options: PublishOptions;
  /** Folder of the output of a dataset that has none yet. */
  folder: string;
}

/** The numbers are those of spec 004. */
const TABLE = 400;
/** Kinds that can be published without a label: what is said, tables, and files of any form. */
const WITHOUT_LABELS: readonly number[] = [201, 202, TABLE, 900];

/**
 * Publishes what the dataset holds: the row now, its content by a job. Returns its uid. Throws `version_publishing`,
 * `version_too_soon`, `version_exists`, `labels_not_set`, `version_not_split`, `version_unsupported`, `forbidden`.
 */
export async function createVersion(
  ctx: Context,
  dataset: Pick<ProfiledDataset, 'uid' | 'owner_uid' | 'kind'>,
  input: NewVersion,
): Promise<string> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid: dataset.owner_uid });
  checkFormat(dataset.kind, input);
  const uid = newUid();
  await ctx.db.transaction(async (tx) => {
    const { folder, next } = await lockProfile(tx, dataset, input.folder);
    await checkOthers(tx, ctx, dataset.uid);
    await checkLabels(tx, dataset, Number(input.trainRatio));
    const name = await freeName(tx, ctx, dataset, folder, next, input.name);
    const now = new Date();
    await tx.run(sql`
      insert into dataset_versions (dataset_uid, uid, name, description, status, format, train_ratio, parent_uid,
        options, created_by, created_at, updated_at)
      values (${dataset.uid}, ${uid}, ${name}, ${input.description}, 'creating', ${input.format}, ${input.trainRatio},
        (select uid from dataset_versions where dataset_uid = ${dataset.uid} and is_current),
        ${JSON.stringify(input.options)}, ${ctx.actor.userUid}, ${now}, ${now})`);
    await tx.run(sql`
      update dataset_profiles set next_version = next_version + 1 where dataset_uid = ${dataset.uid}`);
    await enqueue(tx, 'publish', uid);
  });
  return uid;
}

function checkFormat(kind: number, { format, trainRatio }: NewVersion): void {
  if (format === 'CarbonData') throw unsupported('Versions are not written as CarbonData.');
  if (format === 'CSV' && kind !== TABLE) throw unsupported('Only tables are published as CSV.');
  checkDivided(kind, trainRatio);
}

async function checkOthers(tx: Transaction, ctx: Context, datasetUid: string): Promise<void> {
  const last = await tx.row<{ creating: boolean | null; latest: Date | null }>(sql`
    select bool_or(status = 'creating') as creating, max(created_at) as latest
    from dataset_versions where dataset_uid = ${datasetUid}`);
  if (last?.creating) throw publishing();
  const seconds = ctx.versionSeconds ?? 0;
  if (last?.latest && Date.now() - last.latest.getTime() < seconds * 1000) throw tooSoon(seconds);
}

async function checkLabels(
  tx: Transaction,
  { uid, kind }: Pick<ProfiledDataset, 'uid' | 'kind'>,
  ratio: number,
): Promise<void> {
  if (!WITHOUT_LABELS.includes(kind)) {
    const label = await tx.row(sql`
      select 1 from labels l join project_datasets p on p.project_uid = l.project_uid
      where p.dataset_uid = ${uid} limit 1`);
    if (!label) throw noLabels();
  }
  if (ratio === 1) return;
  const labelled = await tx.row(sql`
    select 1 from annotations where dataset_uid = ${uid} and state = 'confirmed' limit 1`);
  if (!labelled) throw notSplit('There are no labelled samples to divide.');
}

/** A name whose files are still there is not given again: published files never change. */
async function freeName(
  tx: Transaction,
  ctx: Context,
  dataset: Pick<ProfiledDataset, 'uid' | 'owner_uid'>,
  folder: string,
  next: number,
  asked: string | undefined,
): Promise<string> {
  const place = parsePlace(folder);
  for (let number = next; ; number += 1) {
    const name = asked ?? `V${String(number).padStart(3, '0')}`;
    const row = await tx.row(sql`
      select 1 from dataset_versions where dataset_uid = ${dataset.uid} and name = ${name}`);
    const manifest = place && below(place, manifestPath(name));
    const isTaken =
      row !== undefined ||
      (manifest !== undefined &&
        (await ctx.store.size(storeKey(dataset.owner_uid, manifest))) !== undefined);
    if (!isTaken) return name;
    if (asked !== undefined) throw nameTaken(name);
  }
}

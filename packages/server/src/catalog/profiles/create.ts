import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { newUid } from '../../db/ids.ts';
import { requireRight } from '../access/rights.ts';
import type { Context } from '../context.ts';
import { insertDataset } from '../datasets/create.ts';
import { RuleError } from '../errors.ts';
import { addLabels, requireAll } from '../labels/batch.ts';
import { changeLabels } from '../labels/change.ts';
import { makeHome } from '../labels/home.ts';
import type { NewLabel } from '../labels/model.ts';
import { dataTypeOfKind, type Column, type DataSource, type LabelFormat } from './model.ts';
import { claimName, freeSlug } from './name.ts';

export interface NewProfile {
  /** Letters, digits, `_` and `-`; also its address. */
  name: string;
  kind: number;
  description: string;
  dataFormat: string;
  /** Without passwords. */
  dataSources: DataSource[];
  columns: Column[];
  /** As it was given. */
  workPath: string;
  /** `/bucket/directory/` that it names. */
  output: string;
  /** Folder below `output` for a uid; ends with a slash and never moves. */
  folderOf: (uid: string) => string;
  managed: boolean;
  importData: boolean;
  workspace: string;
  labelFormat: LabelFormat | null;
  labels: NewLabel[];
}

/**
 * Makes an empty dataset with a profile, a project and labels; returns its uid. Throws `dataset_exists`, `folder_taken`
 * when it would write into the folder of another dataset, what `LabelBook.add` throws, and `forbidden`.
 */
export async function createProfiled(
  ctx: Context,
  ownerUid: string,
  input: NewProfile,
): Promise<string> {
  requireRight(ctx.actor, 'dataset.write', { ownerUid });
  const uid = newUid();
  await ctx.db.transaction(async (tx) => {
    await claimName(tx, ownerUid, input.name, uid);
    await requireFreeFolder(tx, ownerUid, input.output);
    const { name, kind } = input;
    const slug = await freeSlug(tx, ownerUid, name, uid);
    const dataType = dataTypeOfKind(kind);
    await insertDataset(tx, uid, ownerUid, { name, slug, dataType });
    const dataset = { uid, owner_uid: ownerUid, name, kind };
    const project = await makeHome(tx, dataset, `${dataType}-annotation`);
    await insertProfile(tx, uid, project, input);
    if (input.labels.length === 0) return;
    await changeLabels(tx, dataset, (book) => requireAll(addLabels(book, input.labels)));
  });
  return uid;
}

/** The folder of a dataset is its own: nothing of another may be written into it. */
async function requireFreeFolder(tx: Transaction, ownerUid: string, output: string): Promise<void> {
  const steps = output.split('/').filter((step) => step !== '');
  const above = steps.map((_, index) => `/${steps.slice(0, index + 1).join('/')}/`);
  const taken = await tx.row(sql`
    select 1 from dataset_profiles p join datasets d on d.uid = p.dataset_uid
    where p.folder = any(${above}::text[]) and d.owner_uid = ${ownerUid} limit 1`);
  if (!taken) return;
  throw new RuleError('conflict', 'folder_taken', `${output} is in the folder of a dataset.`);
}

async function insertProfile(
  tx: Transaction,
  uid: string,
  projectUid: string,
  input: NewProfile,
): Promise<void> {
  const { labelFormat } = input;
  await tx.run(sql`
    insert into dataset_profiles (dataset_uid, kind, description, data_format, data_sources, columns, work_path,
      folder, managed, import_data, workspace, project_uid, label_format)
    values (${uid}, ${input.kind}, ${input.description}, ${input.dataFormat},
      ${JSON.stringify(input.dataSources)}, ${JSON.stringify(input.columns)}, ${input.workPath},
      ${input.folderOf(uid)}, ${input.managed}, ${input.importData}, ${input.workspace}, ${projectUid},
      ${labelFormat && JSON.stringify(labelFormat)})`);
}

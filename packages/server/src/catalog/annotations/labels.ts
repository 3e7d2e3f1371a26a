import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import type { DatasetHome } from '../datasets/row.ts';
import { cleanText } from '../imports/text.ts';
import { ensureProject } from '../projects/ensure.ts';
import type { AnnotationInput } from './model.ts';
import type { FindLabel, LabelPlace } from './prepare.ts';

type Row = LabelPlace & { name: string };

/**
 * Finds labels of the dataset's projects by name, the oldest project first. With `create` those that no project has are
 * made in the first one, or in a project of the dataset's name when it has none.
 */
export async function labelFinder(
  tx: Transaction,
  dataset: Pick<DatasetHome, 'uid' | 'owner_uid'>,
  wanted: readonly AnnotationInput[],
  create: boolean,
): Promise<FindLabel> {
  await holdLabels(tx, dataset.uid);
  const names = [...new Set(wanted.map((one) => cleanText(one.label)))];
  let rows = await labelsNamed(tx, dataset.uid, names);
  const known = new Set(rows.map((row) => row.name));
  const missing = names.filter((name) => !known.has(name) && name.trim() !== '');
  if (create && missing.length > 0) {
    const home = await homeOf(tx, dataset.uid);
    const labels = missing.map((name) => ({ name }));
    const { uid, owner_uid } = dataset;
    await ensureProject(tx, { ownerUid: owner_uid, datasetUid: uid, nameOrUid: home, labels });
    rows = await labelsNamed(tx, dataset.uid, names);
  }
  return (name, projectUid) =>
    rows.find(
      (row) => row.name === name && (projectUid === undefined || row.project_uid === projectUid),
    );
}

/** Until the end of the transaction nobody deletes or renames a label of the dataset's projects. */
export async function holdLabels(tx: Transaction, datasetUid: string): Promise<void> {
  await tx.rows(sql`
    select 1 from projects p join project_datasets pd on pd.project_uid = p.uid
    where pd.dataset_uid = ${datasetUid} order by p.uid for share of p`);
}

const labelsNamed = (tx: Transaction, datasetUid: string, names: string[]) =>
  tx.rows<Row>(sql`
    select l.uid, l.project_uid, l.name
    from project_datasets pd join labels l on l.project_uid = pd.project_uid
    where pd.dataset_uid = ${datasetUid} and l.name = any(${names})
    order by pd.created_at, l.project_uid`);

/** Uid of the dataset's oldest project, else the dataset's name, which a new project will have. */
async function homeOf(tx: Transaction, datasetUid: string): Promise<string> {
  const row = await tx.row<{ home: string }>(sql`
    select coalesce(p.uid::text, d.name) as home
    from datasets d left join project_datasets pd on pd.dataset_uid = d.uid
      left join projects p on p.uid = pd.project_uid and p.owner_uid = d.owner_uid
    where d.uid = ${datasetUid} order by p.uid is null, pd.created_at, p.uid limit 1`);
  return row?.home ?? '';
}

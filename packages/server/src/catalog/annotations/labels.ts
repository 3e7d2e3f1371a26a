import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import type { DatasetHome } from '../datasets/row.ts';
import { cleanText } from '../imports/text.ts';
import { homeProject } from '../labels/home.ts';
import { insertLabels } from '../labels/insert.ts';
import { TRIPLETS } from '../labels/change.ts';
import type { AnnotationInput } from './model.ts';
import type { FindLabel, LabelPlace } from './prepare.ts';

type Row = LabelPlace & { name: string };
type OfDataset = Pick<DatasetHome, 'uid' | 'owner_uid'>;

/**
 * Until the end of the transaction nobody changes the dataset's labels. Before the dataset's own lock, as those do who change
 * them.
 */
export async function holdLabels(tx: Transaction, datasetUid: string): Promise<void> {
  await tx.rows(sql`
    select 1 from projects p join project_datasets pd on pd.project_uid = p.uid
    where pd.dataset_uid = ${datasetUid} order by p.uid for no key update of p`);
}

/**
 * Finds labels of the dataset's projects by name, the oldest project first. With `create` those that no project has are
 * made. The caller holds the labels.
 */
export async function labelFinder(
  tx: Transaction,
  dataset: OfDataset,
  wanted: readonly AnnotationInput[],
  create: boolean,
): Promise<FindLabel> {
  const names = [...new Set(wanted.map((one) => cleanText(one.label)))];
  let rows = await labelsNamed(tx, dataset.uid, names);
  const known = new Set(rows.map((row) => row.name));
  const missing = names.filter((name) => !known.has(name) && name.trim() !== '');
  if (create && missing.length > 0) {
    await make(tx, dataset, missing, wanted);
    rows = await labelsNamed(tx, dataset.uid, names);
  }
  return (name, projectUid) =>
    rows.find(
      (row) => row.name === name && (projectUid === undefined || row.project_uid === projectUid),
    );
}

const labelsNamed = (tx: Transaction, datasetUid: string, names: string[]) =>
  tx.rows<Row>(sql`
    select l.uid, l.project_uid, l.name
    from project_datasets pd join labels l on l.project_uid = pd.project_uid
    where pd.dataset_uid = ${datasetUid} and l.name = any(${names})
    order by pd.created_at, l.project_uid`);

async function make(
  tx: Transaction,
  dataset: OfDataset,
  names: string[],
  wanted: readonly AnnotationInput[],
): Promise<void> {
  const row = await tx.row<{ name: string; kind: number | null }>(sql`
    select d.name, f.kind from datasets d left join dataset_profiles f on f.dataset_uid = d.uid
    where d.uid = ${dataset.uid}`);
  const home = await homeProject(tx, { ...dataset, name: row?.name ?? '' });
  const uids = await insertLabels(
    tx,
    home,
    names.map((name) => ({ name })),
  );
  // What stands for a span is what the relations of triplets join.
  const spans = wanted.filter((one) => one.geometry.type === 'text_span');
  const entities = new Set(spans.map((one) => cleanText(one.label)));
  const found = uids.filter((_, at) => row?.kind === TRIPLETS && entities.has(names[at] ?? ''));
  if (found.length === 0) return;
  await tx.run(sql`
    insert into label_profiles (label_uid, entity) select uid, true from unnest(${found}::uuid[]) l (uid)`);
}

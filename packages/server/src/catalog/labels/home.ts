import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { newUid } from '../../db/ids.ts';

export interface Housed {
  uid: string;
  owner_uid: string;
  name: string;
}

/** The project that takes a dataset's new labels: the one made with it, else its first, else a new one. */
export async function homeProject(tx: Transaction, dataset: Housed): Promise<string> {
  const found = await tx.row<{ uid: string }>(sql`
    select p.uid from project_datasets pd join projects p on p.uid = pd.project_uid
      left join dataset_profiles f on f.dataset_uid = pd.dataset_uid
    where pd.dataset_uid = ${dataset.uid} and p.owner_uid = ${dataset.owner_uid}
    order by (p.uid = f.project_uid) desc nulls last, p.uid limit 1 for update of p`);
  return found?.uid ?? makeHome(tx, dataset, 'image-annotation');
}

/** A project with the dataset's name, or one beside it when that is taken. */
export async function makeHome(
  tx: Transaction,
  dataset: Housed,
  taskType: string,
): Promise<string> {
  const uid = newUid();
  const now = new Date();
  for (const name of [dataset.name, `${dataset.name} ${dataset.uid}`]) {
    const made = await tx.run(sql`
      insert into projects (uid, owner_uid, name, task_type, status, created_at, updated_at)
      values (${uid}, ${dataset.owner_uid}, ${name}, ${taskType}, 'active', ${now}, ${now})
      on conflict (owner_uid, name) do nothing`);
    if (made === 1) break;
  }
  await tx.run(
    sql`insert into project_datasets (project_uid, dataset_uid, created_at) values (${uid}, ${dataset.uid}, ${now})`,
  );
  return uid;
}

import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { newUid, parseUid } from '../../db/ids.ts';
import type { LabelSpec } from '../../formats/model.ts';
import { insertLabels } from '../labels/insert.ts';

export interface EnsuredProject {
  uid: string;
  /** True when it did not exist before. */
  project: boolean;
  /** True when the dataset did not belong to it before. */
  link: boolean;
}

/**
 * The owner's project of that name (or uid), made when there is none, joined to the dataset and with all the labels.
 * Labels that exist keep their class index and colour; a new one takes the index it asks for when that is free, else
 * the next after the highest.
 */
export async function ensureProject(
  tx: Transaction,
  input: {
    ownerUid: string;
    datasetUid: string;
    nameOrUid: string;
    labels: readonly LabelSpec[];
  },
): Promise<EnsuredProject> {
  const now = new Date();
  const made = newUid();
  const asked = parseUid(input.nameOrUid);
  const inserted = asked
    ? 0
    : await tx.run(sql`
        insert into projects (uid, owner_uid, name, task_type, status, created_at, updated_at)
        values (${made}, ${input.ownerUid}, ${input.nameOrUid}, 'image-annotation', 'active', ${now}, ${now})
        on conflict (owner_uid, name) do nothing`);
  // The row lock makes two imports into one project give out class indices one after the other.
  const project = await tx.row<{ uid: string }>(sql`
    select uid from projects
    where owner_uid = ${input.ownerUid}
      and ${asked ? sql`uid = ${asked}` : sql`name = ${input.nameOrUid}`}
    for update`);
  if (!project) throw new Error('The project has been deleted.');
  await insertLabels(tx, project.uid, await missing(tx, project.uid, input.labels));
  const linked = await tx.run(sql`
    insert into project_datasets (project_uid, dataset_uid, created_at)
    values (${project.uid}, ${input.datasetUid}, ${now}) on conflict do nothing`);
  return { uid: project.uid, project: inserted === 1, link: linked === 1 };
}

async function missing(
  tx: Transaction,
  projectUid: string,
  wanted: readonly LabelSpec[],
): Promise<LabelSpec[]> {
  const existing = await tx.rows<{ name: string }>(
    sql`select name from labels where project_uid = ${projectUid}`,
  );
  const names = new Set(existing.map((label) => label.name));
  return wanted.filter((label) => !names.has(label.name));
}

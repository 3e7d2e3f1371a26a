import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { newUid, parseUid } from '../../db/ids.ts';
import type { LabelSpec } from '../../formats/model.ts';

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
  await ensureLabels(tx, project.uid, input.labels, now);
  const linked = await tx.run(sql`
    insert into project_datasets (project_uid, dataset_uid, created_at)
    values (${project.uid}, ${input.datasetUid}, ${now}) on conflict do nothing`);
  return { uid: project.uid, project: inserted === 1, link: linked === 1 };
}

async function ensureLabels(
  tx: Transaction,
  projectUid: string,
  wanted: readonly LabelSpec[],
  now: Date,
): Promise<void> {
  const existing = await tx.rows<{ name: string; class_index: number }>(
    sql`select name, class_index from labels where project_uid = ${projectUid}`,
  );
  const names = new Set(existing.map((label) => label.name));
  const taken = new Set(existing.map((label) => label.class_index));
  let next = existing.reduce((highest, label) => Math.max(highest, label.class_index), -1) + 1;
  // Those that ask for an index come first, so that the others do not take it from them.
  const missing = wanted
    .filter((label) => !names.has(label.name))
    .sort((a, b) => Number(a.classIndex === undefined) - Number(b.classIndex === undefined));
  for (const label of missing) {
    const free = label.classIndex !== undefined && !taken.has(label.classIndex);
    const index = free && label.classIndex !== undefined ? label.classIndex : next;
    taken.add(index);
    next = Math.max(next, index + 1);
    await tx.run(sql`
      insert into labels (uid, project_uid, class_index, name, color, keypoints, skeleton, created_at)
      values (${newUid()}, ${projectUid}, ${index}, ${label.name}, ${label.color ?? colorOf(index)},
        ${label.keypoints ?? null}, ${label.skeleton ? JSON.stringify(label.skeleton) : null}, ${now})`);
  }
}

/** A hue per class that stays apart from its neighbours: steps of the golden angle, saturation and lightness fixed. */
function colorOf(classIndex: number): string {
  const hue = (classIndex * 137.508) % 360;
  const channel = (offset: number) => {
    const k = (offset + hue / 30) % 12;
    const value = 0.55 - 0.36 * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}

import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import { newUid } from '../../db/ids.ts';
import type { LabelSpec } from '../../formats/model.ts';

/**
 * Gives a project labels whose names it has not; returns their uids in the order in which they were given. A label takes
 * the class index it asks for when that was never given, else the next after the highest ever given. The caller holds
 * the project's row, so that two do not give out the same.
 */
export async function insertLabels(
  tx: Transaction,
  projectUid: string,
  labels: readonly LabelSpec[],
): Promise<string[]> {
  if (labels.length === 0) return [];
  const given = await tx.rows<{ class_index: number }>(sql`
    select class_index from labels where project_uid = ${projectUid}
    union all select class_index from retired_labels where project_uid = ${projectUid}`);
  const taken = new Set(given.map((row) => row.class_index));
  let next = given.reduce((highest, row) => Math.max(highest, row.class_index), -1) + 1;
  const uids = new Map<LabelSpec, string>();
  const now = new Date();
  // Those that ask for an index come first, so that the others do not take it from them.
  const inTurn = [...labels].sort(
    (a, b) => Number(a.classIndex === undefined) - Number(b.classIndex === undefined),
  );
  for (const label of inTurn) {
    const free = label.classIndex !== undefined && !taken.has(label.classIndex);
    const index = free && label.classIndex !== undefined ? label.classIndex : next;
    taken.add(index);
    next = Math.max(next, index + 1);
    const uid = newUid();
    uids.set(label, uid);
    await tx.run(sql`
      insert into labels (uid, project_uid, class_index, name, color, keypoints, skeleton, created_at)
      values (${uid}, ${projectUid}, ${index}, ${label.name}, ${label.color ?? colorOf(index)},
        ${label.keypoints ?? null}, ${label.skeleton ? JSON.stringify(label.skeleton) : null}, ${now})`);
  }
  return labels.map((label) => uids.get(label) ?? '');
}

/** A hue per class that stays apart from its neighbours: steps of the golden angle, saturation and lightness fixed. */
export function colorOf(classIndex: number): string {
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

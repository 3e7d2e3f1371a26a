import type { ExportSource } from '../model.ts';
import type { Row } from './columns.ts';
import { namesOf } from './names.ts';

/** A row per class, by project, then by class index. */
export function labelRows(source: ExportSource): Row[] {
  const names = namesOf(source);
  return source.projects.flatMap(({ uid, labels }) =>
    labels
      .toSorted((a, b) => a.classIndex - b.classIndex)
      .map(({ name, classIndex, color, keypoints, skeleton }) => ({
        project: names.projects.get(uid),
        project_uid: uid,
        label: name,
        class_index: classIndex,
        color,
        keypoints,
        skeleton,
      })),
  );
}

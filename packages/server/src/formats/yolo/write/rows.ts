import type { ExportAnnotation, YoloTask } from '../../model.ts';
import { cornerRow } from './corner-row.ts';
import { poseRow } from './pose-row.ts';
import { boxRow, ringRow, type Row, type Size } from './row.ts';
import { boxOf, ringsOf } from './shape.ts';

export type RowOf = (annotation: ExportAnnotation, size: Size) => Row;

/** How the rows of a task are made; `points` is the number of keypoints in every row of `pose`. */
export function rowsOf(task: YoloTask, points: number): RowOf {
  switch (task) {
    case 'detect':
      return detectRow;
    case 'segment':
      return segmentRow;
    case 'obb':
      return cornerRow;
    case 'pose':
      return (annotation, size) => poseRow(annotation, size, points);
  }
}

function detectRow(annotation: ExportAnnotation, size: Size): Row {
  const box = boxOf(annotation);
  return 'lost' in box ? box : because(box.changed, boxRow(box.shape, size));
}

function segmentRow(annotation: ExportAnnotation, size: Size): Row {
  const rings = ringsOf(annotation);
  return 'lost' in rings ? rings : because(rings.changed, ringRow(rings.shape, size));
}

function because(reason: string | undefined, row: Row): Row {
  if (reason && !('lost' in row)) row.changed.unshift(reason);
  return row;
}

import type { ClassMap } from '../../classes.ts';
import type { ExportItem, ReportCounter } from '../../model.ts';
import { isEmpty } from '../../text.ts';
import type { Size } from './row.ts';
import type { RowOf } from './rows.ts';

/** The label file of one item: a row per object; empty for a verified negative. */
export function labelFile(
  item: ExportItem,
  size: Size,
  classes: ClassMap,
  rowOf: RowOf,
  report: ReportCounter,
): string {
  const rows = new Set<string>();
  let text = '';
  for (const { projectUid, annotations } of item.results) {
    for (const annotation of annotations) {
      const { type } = annotation.geometry;
      const row = rowOf(annotation, size);
      if ('lost' in row) {
        report.lost(type, row.lost, item);
        continue;
      }
      const line = `${classes.indexOf(projectUid, annotation.label)} ${row.numbers}\n`;
      report.written(type);
      for (const reason of row.changed) report.changed(type, reason, item);
      if (!isEmpty(annotation.attributes)) {
        report.changed(type, 'attributes_dropped', item);
      }
      // Both stay in the file; the trainer keeps one of them.
      if (rows.has(line)) report.changed(type, 'duplicate_row', item);
      rows.add(line);
      text += line;
    }
  }
  return text;
}

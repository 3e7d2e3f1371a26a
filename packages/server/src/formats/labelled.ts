import type { ExportItem, ReportCounter } from './model.ts';

/** Somebody said that it is done. */
export function isCompleted({ results }: ExportItem): boolean {
  return results.some(({ status }) => status === 'completed');
}

/** Somebody said that it is done, or drew something: then the objects must not vanish. */
export function isLabelled({ results }: ExportItem): boolean {
  return results.some(
    ({ status, annotations }) => status === 'completed' || annotations.length > 0,
  );
}

/** Reports an item that is not in the archive: lost with its objects, or skipped when nobody labelled it. */
export function leaveOut(item: ExportItem, reason: string, report: ReportCounter): void {
  if (!isLabelled(item)) {
    report.itemSkipped('not_labelled', item);
    return;
  }
  report.itemLost(reason, item);
  for (const { annotations } of item.results) {
    for (const { geometry } of annotations) report.lost(geometry.type, reason, item);
  }
}

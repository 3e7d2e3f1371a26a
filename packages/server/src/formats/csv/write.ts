import { inChunks } from '../chunks.ts';
import { mediaPath, writeMedia } from '../media.ts';
import type { ExportFormat, ExportSource, ReportCounter } from '../model.ts';
import { annotationRows } from '../rows/annotation.ts';
import { annotationColumns, itemColumns, labelColumns } from '../rows/columns.ts';
import type { Column, Row } from '../rows/columns.ts';
import { itemRows } from '../rows/item.ts';
import { labelRows } from '../rows/label.ts';
import { csvHeader, csvLine, needsGuard } from './text.ts';

/** `items.csv`, `annotations.csv`, `labels.csv`; media under `images/`. UTF-8 without a mark, RFC 4180. */
export const csv: ExportFormat = {
  name: 'CSV',
  async write(source, sink, report, options) {
    const labels = labelRows(source).map((row) => csvLine(labelColumns, row));
    noteLabels(source, report);
    await sink.entry('labels.csv', csvHeader(labelColumns) + labels.join(''));
    await sink.entry('items.csv', linesOf(itemColumns, itemRows(source, options, report)));
    await sink.entry('annotations.csv', linesOf(annotationColumns, annotationRows(source, report)));
    if (!options.includeMedia) return;
    for await (const item of source.items({ results: false })) {
      await writeMedia(sink, item, mediaPath(item));
    }
  },
};

function linesOf(columns: readonly Column[], rows: AsyncIterable<Row>): AsyncIterable<string> {
  return inChunks(
    (async function* () {
      yield csvHeader(columns);
      for await (const row of rows) yield csvLine(columns, row);
    })(),
  );
}

/** Class names are typed by hand and seen by whoever opens the file: a guarded one is named. */
function noteLabels({ projects }: ExportSource, report: ReportCounter): void {
  for (const { name: project, labels } of projects) {
    for (const { name } of labels) {
      if (needsGuard(name)) report.labelChanged('formula_quoted', project, name);
    }
  }
}

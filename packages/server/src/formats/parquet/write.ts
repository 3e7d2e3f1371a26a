import { mediaPath, writeMedia } from '../media.ts';
import type { ExportFormat } from '../model.ts';
import { annotationRows } from '../rows/annotation.ts';
import { annotationColumns, itemColumns, labelColumns } from '../rows/columns.ts';
import { itemRows } from '../rows/item.ts';
import { labelRows } from '../rows/label.ts';
import { parquetFile } from './write-table.ts';

/** `items.parquet`, `annotations.parquet`, `labels.parquet`; media under `images/`. */
export const parquet: ExportFormat = {
  name: 'Parquet',
  async write(source, sink, report, options) {
    const put = (path: string, content: AsyncIterable<Buffer>) =>
      sink.entry(path, content, { packed: true });
    await put('labels.parquet', parquetFile(labelColumns, labelRows(source)));
    await put('items.parquet', parquetFile(itemColumns, itemRows(source, options, report)));
    await put(
      'annotations.parquet',
      parquetFile(annotationColumns, annotationRows(source, report)),
    );
    if (!options.includeMedia) return;
    for await (const item of source.items({ results: false })) {
      await writeMedia(sink, item, mediaPath(item));
    }
  },
};

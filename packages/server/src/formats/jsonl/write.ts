import { inChunks } from '../chunks.ts';
import { mediaPath, writeMedia } from '../media.ts';
import type { ExportFormat, ExportOptions, ExportSource, ReportCounter } from '../model.ts';
import { objectRows } from '../rows/annotation.ts';
import { countItem, fileOf, itemRow } from '../rows/item.ts';
import { labelRows } from '../rows/label.ts';
import { namesOf } from '../rows/names.ts';
import { jsonLine } from './line.ts';

/**
 * `metadata.jsonl`: a line per item with its annotations in it; `labels.jsonl`; media under `images/`. The name and
 * `file_name` are what loaders of image folders look for.
 */
export const jsonl: ExportFormat = {
  name: 'JSONL',
  async write(source, sink, report, options) {
    await sink.entry('labels.jsonl', labelRows(source).map(jsonLine).join(''));
    await sink.entry('metadata.jsonl', inChunks(lines(source, options, report)));
    if (!options.includeMedia) return;
    for await (const item of source.items({ results: false })) {
      await writeMedia(sink, item, mediaPath(item));
    }
  },
};

async function* lines(
  source: ExportSource,
  options: ExportOptions,
  report: ReportCounter,
): AsyncGenerator<string> {
  const names = namesOf(source);
  for await (const item of source.items({ results: true })) {
    countItem(item, options, report);
    const annotations = objectRows(item, names, report);
    yield jsonLine({ ...itemRow(item, fileOf(item, options), names), annotations });
  }
}

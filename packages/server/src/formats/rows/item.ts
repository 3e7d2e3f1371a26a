import { mediaPath } from '../media.ts';
import type { ExportItem, ExportOptions, ExportSource, ReportCounter } from '../model.ts';
import { isEmpty } from '../text.ts';
import type { Row } from './columns.ts';
import { namesOf, type Names } from './names.ts';

/** The row of an item, by `itemColumns`; `file` is where its media stands in the archive, if it does. */
export function itemRow(item: ExportItem, file: string | undefined, names: Names): Row {
  const { results, metadata } = item;
  const status = results.map(({ projectUid, status }) => [names.projects.get(projectUid), status]);
  return {
    file_name: file,
    key: item.key,
    item_uid: item.uid,
    dataset: names.datasets.get(item.datasetUid),
    ref_id: item.refId,
    image_width: item.width ?? undefined,
    image_height: item.height ?? undefined,
    split: item.split ?? undefined,
    labelled: results.some((result) => result.status === 'completed'),
    status: status.length > 0 ? Object.fromEntries(status) : undefined,
    metadata: isEmpty(metadata) ? undefined : metadata,
  };
}

/** Where an item's media stands, when it is wanted and there. */
export function fileOf(item: ExportItem, options: ExportOptions): string | undefined {
  return options.includeMedia && item.media ? mediaPath(item) : undefined;
}

/** Counts an item that has its row. */
export function countItem(item: ExportItem, options: ExportOptions, report: ReportCounter): void {
  if (options.includeMedia && !item.media) report.itemLost('media_missing', item);
  else report.item(item);
}

/** A row per item, each counted. */
export async function* itemRows(
  source: ExportSource,
  options: ExportOptions,
  report: ReportCounter,
): AsyncGenerator<Row> {
  const names = namesOf(source);
  // With results, as an item's status is among them.
  for await (const item of source.items({ results: true })) {
    countItem(item, options, report);
    yield itemRow(item, fileOf(item, options), names);
  }
}

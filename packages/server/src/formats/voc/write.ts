import { mapClasses } from '../classes.ts';
import { isCompleted, isLabelled, leaveOut } from '../labelled.ts';
import { splitExtension } from '../entry.ts';
import { Fates } from '../lists/fates.ts';
import { writeLists } from '../lists/write.ts';
import { writeMedia } from '../media.ts';
import type { ExportFormat, ExportItem, ExportSource, ReportCounter, Split } from '../model.ts';
import { isEmpty } from '../text.ts';
import { annotationFile } from './write/annotation-file.ts';
import { classNames } from './write/class-names.ts';
import { labelMap } from './write/label-map.ts';

/**
 * `Annotations/…xml`, `ImageSets/Main/*.txt`, `labelmap.txt`, and `JPEGImages/…` when media is wanted. Items that nobody
 * labelled are left out: every reader opens the XML file of every name in the lists.
 */
export const voc: ExportFormat = {
  name: 'VOC',
  async write(source, sink, report, options) {
    const classes = mapClasses(source.projects, report);
    const names = classNames(classes, report);
    const nameOf = (project: string, label: Parameters<typeof classes.indexOf>[1]) =>
      names.get(classes.indexOf(project, label)) ?? label.name;
    const [fates, used] = [new Fates(), new Set<Split>()];
    const hasSplits = source.splits.some((split) => split !== null);
    for await (const item of source.items({ results: true })) {
      const { width, height } = item;
      if (!width || !height || !isLabelled(item)) {
        leaveOut(item, 'size_unknown', report);
        fates.add(undefined);
        continue;
      }
      const split = item.split ?? 'train';
      fates.add(split);
      used.add(split);
      const file = annotationFile(item, { width, height }, nameOf, options, report);
      await sink.entry(`Annotations/${stemOf(item)}.xml`, file);
      if (options.includeMedia && !item.media) report.itemLost('media_missing', item);
      else noteItem(item, { hasMedia: options.includeMedia, hasSplits }, report);
      if (options.includeMedia) await writeMedia(sink, item, `JPEGImages/${item.entry}`);
    }
    await writeLists(sink, 'ImageSets/Main', used, (splits) => stems(source, fates, splits));
    await sink.entry('labelmap.txt', labelMap(classes, names, report));
  },
};

const stemOf = ({ entry }: ExportItem) => splitExtension(entry).stem;

async function* stems(
  source: ExportSource,
  fates: Fates,
  splits: readonly Split[],
): AsyncGenerator<string> {
  let place = 0;
  for await (const item of source.items({ results: false })) {
    const split = fates.at(place++);
    if (split && splits.includes(split)) yield stemOf(item);
  }
}

function noteItem(
  item: ExportItem,
  { hasMedia, hasSplits }: { hasMedia: boolean; hasSplits: boolean },
  report: ReportCounter,
): void {
  report.item(item);
  if (!isCompleted(item)) report.itemChanged('not_completed', item);
  if (!isEmpty(item.metadata)) report.itemChanged('metadata_dropped', item);
  if (hasSplits && item.split === null) report.itemChanged('split_missing', item);
  const stem = stemOf(item);
  // Readers that load the lists as a table take what stands behind it for another column.
  if (/\s/.test(stem)) report.itemChanged('name_has_space', item);
  // torchvision puts `.jpg` behind the name in the list.
  if (hasMedia && item.entry !== `${stem}.jpg`) report.itemChanged('extension_not_read', item);
}

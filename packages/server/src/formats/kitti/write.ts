import { mapClasses } from '../classes.ts';
import { splitExtension } from '../entry.ts';
import { isCompleted, isLabelled, leaveOut } from '../labelled.ts';
import { Fates } from '../lists/fates.ts';
import { writeLists } from '../lists/write.ts';
import { inChunks } from '../chunks.ts';
import { writeMedia } from '../media.ts';
import type { ExportFormat, ExportItem, ExportLabel, ReportCounter, Split } from '../model.ts';
import { OWN_ITEMS, OWN_LABELS, TYPES_FILE } from './own.ts';
import { labelFile } from './write/label-file.ts';
import { holdsMetadata, itemLines, labelsText, metaText } from './write/mapping.ts';
import { Numbering, numbersOf, type Place } from './write/numbering.ts';
import { typesOf } from './write/types.ts';

/**
 * KITTI's 2D objects: `training/label_2/000000.txt` (`testing/` for the test split), `image_2/` when media is wanted,
 * `ImageSets/*.txt`, and under `sheaf/` the keys and class names behind the numbers. Items that nobody labelled are left out.
 */
export const kitti: ExportFormat = {
  name: 'KITTI',
  async write(source, sink, report, { includeMedia }) {
    const classes = mapClasses(source.projects, report);
    const types = typesOf(classes, report);
    const typeOf = (project: string, label: ExportLabel) =>
      types.get(classes.indexOf(project, label)) ?? label.name;
    const [fates, used, numbering] = [new Fates(), new Set<Split>(), new Numbering()];
    for await (const item of source.items({ results: true })) {
      if (!isLabelled(item)) {
        leaveOut(item, 'not_labelled', report);
        fates.add(undefined);
        continue;
      }
      const split = item.split ?? 'train';
      used.add(split);
      const place = numbering.next(split);
      const { text, stated } = labelFile(item, typeOf, report);
      fates.add(split, stated);
      await sink.entry(`${place.folder}/label_2/${place.name}.txt`, text);
      if (includeMedia && !item.media) report.itemLost('media_missing', item);
      else noteItem(item, includeMedia, report);
      if (includeMedia) await writeMedia(sink, item, imagePath(item, place));
    }
    await writeLists(sink, 'ImageSets', used, (splits) => numbersOf(fates, splits));
    const image = (item: ExportItem, place: Place) =>
      includeMedia && item.media ? imagePath(item, place) : undefined;
    await sink.entry(TYPES_FILE, metaText(types));
    await sink.entry(OWN_LABELS, labelsText(classes, types));
    await sink.entry(OWN_ITEMS, inChunks(itemLines(source, fates, image)));
  },
};

function imagePath({ entry }: ExportItem, { folder, name }: Place): string {
  return `${folder}/image_2/${name}${splitExtension(entry).extension}`;
}

function noteItem(item: ExportItem, hasMedia: boolean, report: ReportCounter): void {
  report.item(item);
  if (!isCompleted(item)) report.itemChanged('not_completed', item);
  if (!holdsMetadata(item)) report.itemChanged('metadata_dropped', item);
  // The devkit's images are PNG, and its readers put that behind the number.
  const isPng = splitExtension(item.entry).extension === '.png';
  if (hasMedia && !isPng) report.itemChanged('extension_not_read', item);
}

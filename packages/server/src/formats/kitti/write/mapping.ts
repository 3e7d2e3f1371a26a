import type { ClassMap } from '../../classes.ts';
import type { Fates } from '../../lists/fates.ts';
import type { ExportItem, ExportSource } from '../../model.ts';
import { isEmpty } from '../../text.ts';
import { DONT_CARE, FLAGS, MAX_METADATA, type Flag } from '../own.ts';
import { Numbering, type Place } from './numbering.ts';

/** `sheaf/labels.json`: every class and the type that stands for it in the rows. */
export function labelsText({ classes }: ClassMap, types: ReadonlyMap<number, string>): string {
  const labels = classes.map(({ index, name, label }) => ({
    type: types.get(index),
    name,
    class_index: index,
    color: label.color,
  }));
  return `${JSON.stringify({ sheaf_kitti_version: 1, labels }, null, 2)}\n`;
}

/** `dataset_meta.json`, as Datumaro has it: every type that a row may begin with, once. */
export function metaText(types: ReadonlyMap<number, string>): string {
  return `${JSON.stringify({ labels: [...new Set([...types.values(), DONT_CARE])] }, null, 2)}\n`;
}

/** `sheaf/items.jsonl`: a line for every item that is in the archive. `image` gives the file of its media, if any. */
export async function* itemLines(
  source: ExportSource,
  fates: Fates,
  image: (item: ExportItem, place: Place) => string | undefined,
): AsyncGenerator<string> {
  const numbering = new Numbering();
  let at = -1;
  for await (const item of source.items({ results: false })) {
    const split = fates.at(++at);
    if (!split) continue;
    const place = numbering.next(split);
    const stated = FLAGS.filter((_, bit) => fates.marksAt(at) & (1 << bit));
    yield `${itemLine(item, place, image(item, place), stated)}\n`;
  }
}

/** Whether the item's metadata finds room in its line. */
export function holdsMetadata(item: ExportItem): boolean {
  return isEmpty(item.metadata) || JSON.stringify(item.metadata).length <= MAX_METADATA;
}

function itemLine(
  item: ExportItem,
  place: Place,
  image: string | undefined,
  stated: readonly Flag[],
): string {
  const { key, width, height, split, metadata } = item;
  return JSON.stringify({
    folder: place.folder,
    name: place.name,
    key,
    ...(image === undefined ? {} : { image }),
    ...(width && height ? { width, height } : {}),
    ...(stated.length > 0 ? { stated } : {}),
    // Absent where nobody has set one, though the lists must name every item.
    ...(split ? { split } : {}),
    ...(isEmpty(metadata) || !holdsMetadata(item) ? {} : { metadata }),
  });
}

import { mapAhead } from '../files/ahead.ts';
import { isHidden, isImagePath } from '../files/images.ts';
import { folderOf, join, nameOf, withoutSuffix } from '../files/paths.ts';
import { itemKey, keyProblemText } from '../keys.ts';
import { readVoc } from '../manifest/read/voc.ts';
import type { ImportFormat, ImportRecord, ImportSource } from '../model.ts';
import { newLabel } from '../new-labels.ts';
import { refused } from '../problems.ts';
import { findDataset } from '../yolo/layout.ts';
import { yolo } from '../yolo/read.ts';
import { maskPaths } from './masks.ts';

/** Images whose annotation files are read at a time. */
const AHEAD = 16;

/**
 * Images with a Pascal VOC file of the same name beside each (or in `Annotations`, beside `JPEGImages`), with every
 * shape that a manifest may name and with masks by colour; or a YOLO folder. Images without a file are not labelled.
 */
export const imageObjects: ImportFormat = {
  name: 'image-objects',
  // `voc` and `yolo` take what can be told from the outside.
  detect: () => Promise.resolve(false),

  async *read(source, options): AsyncGenerator<ImportRecord> {
    if (await findDataset(source)) return yield* yolo.read(source, options);
    const seen = new Set<string>();
    const masks = await maskPaths(source);
    const read = mapAhead(images(source, masks), AHEAD, (path) => recordsOf(source, path));
    for await (const records of read) {
      for (const record of records) {
        if (record.kind === 'annotation') yield* newLabel(record.annotation.label, seen);
        yield record;
      }
    }
  },
};

async function* images(source: ImportSource, masks: ReadonlySet<string>) {
  for await (const { path } of source.files()) {
    if (!isHidden(path) && isImagePath(path) && !masks.has(path)) yield path;
  }
}

async function recordsOf(source: ImportSource, path: string): Promise<ImportRecord[]> {
  const { key, problem } = itemKey(path);
  if (key === undefined) return [refused(path, undefined, problem, keyProblemText[problem])];
  const xml = await annotationFile(source, path);
  const content = xml === undefined ? undefined : await objectsOf(source, xml, path);
  return [
    {
      kind: 'item',
      item: {
        ...{ ref: path, key, path, labelled: xml !== undefined },
        ...content?.size,
        origin: { file: xml ?? path },
      },
    },
    ...(content?.problems ?? []),
    ...(content?.annotations ?? []).map((annotation): ImportRecord => {
      return { kind: 'annotation', itemRef: path, annotation };
    }),
  ];
}

async function annotationFile(source: ImportSource, image: string): Promise<string | undefined> {
  const name = `${withoutSuffix(nameOf(image))}.xml`;
  const folder = folderOf(image);
  const beside = nameOf(folder) === 'JPEGImages' ? [join(folderOf(folder), 'Annotations')] : [];
  for (const place of [folder, ...beside]) {
    const path = join(place, name);
    if (await source.stat(path)) return path;
  }
  return undefined;
}

const objectsOf = (source: ImportSource, xml: string, image: string) =>
  readVoc(source, xml, `./${nameOf(xml)}`, image);

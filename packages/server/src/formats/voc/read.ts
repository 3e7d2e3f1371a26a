import { mapAhead } from '../files/ahead.ts';
import { isHidden, isImagePath } from '../files/images.ts';
import { join, withoutSuffix } from '../files/paths.ts';
import { itemKey, keyProblemText } from '../keys.ts';
import { readLists, splitFields, type ListedSplits } from '../lists/read.ts';
import type { ImportFormat, ImportRecord, ImportSource, LabelSpec } from '../model.ts';
import { refused, repaired } from '../problems.ts';
import { Seen } from '../seen.ts';
import { ownKey } from './own-key.ts';
import { annotationFiles, looksLikeVoc } from './layout.ts';
import { openFile, type OpenFile } from './open.ts';
import { readLabelMap } from './label-map.ts';
import { conventionOf, readObject } from './objects.ts';
import { readSize } from './size.ts';
import { textOf } from './xml.ts';

/** Files that are read at a time. */
const AHEAD = 16;
/** Files between two progress records. */
const PROGRESS_EVERY = 200;

/**
 * Pascal VOC: one XML file per image. Coordinates count from 0 and are taken as they stand (Datumaro, CVAT, LabelImg),
 * except where `<database>` says that they count from 1: see `conventionOf`.
 */
export const voc: ImportFormat = {
  name: 'voc',
  detect: looksLikeVoc,

  async *read(source) {
    let total = 0;
    const run: Run = { keys: new Seen(), images: new Seen(), labels: new Set(), splits: new Map() };
    for await (const { size, base } of annotationFiles(source)) {
      total += size;
      if (!run.splits.has(base)) run.splits.set(base, await listsOf(source, base));
    }
    // An export of nothing still has its classes.
    if (run.splits.size === 0) run.splits.set('', await listsOf(source, ''));
    for (const base of run.splits.keys()) yield* listedLabels(source, base, run);
    let [done, count] = [0, 0];
    const opened = mapAhead(annotationFiles(source), AHEAD, (file) => openFile(source, file));
    for await (const file of opened) {
      yield* readFile(file, run);
      done += file.size;
      count += 1;
      if (count % PROGRESS_EVERY === 0)
        yield { kind: 'progress', done: Math.min(done, total), total };
    }
    for (const base of run.splits.keys()) yield* unlabelledImages(source, base, run);
    yield { kind: 'progress', done: total, total };
  },
};

const listsOf = (source: ImportSource, base: string) =>
  readLists(source, join(base, 'ImageSets/Main'));

/** What is known across files. */
interface Run {
  keys: Seen;
  images: Seen;
  labels: Set<string>;
  /** By the folder that holds `Annotations`. */
  splits: Map<string, ListedSplits>;
}

/** Several VOC folders (`VOC2007`, `VOC2012`) in one source: keys begin with the folder. */
const datasetKey = (run: Run, base: string, key: string) =>
  run.splits.size > 1 ? join(base, key) : key;

function* readFile(file: OpenFile, run: Run): Generator<ImportRecord> {
  const { annotation, image, path } = file;
  if (file.problem) yield file.problem;
  if (image) run.images.add(image.path);
  if (!annotation) return;
  const size = readSize(annotation);
  if (!image && !size) {
    return yield refused(path, undefined, 'image_missing', 'there is no image and no size of it');
  }
  const stated = textOf(annotation, 'filename') || file.stem;
  const name = itemKey(ownKey(annotation) ?? image?.key ?? stated);
  if (name.key === undefined) {
    return yield refused(path, undefined, name.problem, keyProblemText[name.problem]);
  }
  const key = datasetKey(run, file.base, name.key);
  if (!run.keys.add(key)) {
    return yield refused(path, undefined, 'duplicate_file_name', `${key} is there already`);
  }
  if (!image)
    yield repaired(path, undefined, 'image_missing', 'there is no image; kept without it');
  const split = run.splits.get(file.base)?.of(file.stem);
  yield {
    kind: 'item',
    item: {
      ref: path,
      key,
      ...(image ? { path: image.path } : {}),
      ...size,
      ...splitFields(split),
      labelled: true,
      origin: { file: path },
    },
  };
  const convention = conventionOf(annotation);
  const objects = annotation.children.filter((element) => element.name === 'object');
  for (const [i, object] of objects.entries()) {
    for (const record of readObject(path, i + 1, object, path, convention)) {
      if (record.kind === 'annotation') yield* newLabel({ name: record.annotation.label }, run);
      yield record;
    }
  }
}

function* newLabel(label: LabelSpec, run: Run): Generator<ImportRecord> {
  if (run.labels.has(label.name)) return;
  run.labels.add(label.name);
  yield { kind: 'label', label };
}

async function* listedLabels(
  source: ImportSource,
  base: string,
  run: Run,
): AsyncGenerator<ImportRecord> {
  for await (const label of readLabelMap(source, base)) yield* newLabel(label, run);
}

/** Images in `JPEGImages` without an XML file: nobody has labelled them. */
async function* unlabelledImages(
  source: ImportSource,
  base: string,
  run: Run,
): AsyncGenerator<ImportRecord> {
  const folder = join(base, 'JPEGImages');
  for await (const { path } of source.files(folder)) {
    if (!isImagePath(path) || isHidden(path) || run.images.has(path)) continue;
    const name = itemKey(path.slice(folder.length + 1));
    if (name.key === undefined) {
      yield refused(path, undefined, name.problem, keyProblemText[name.problem]);
      continue;
    }
    const key = datasetKey(run, base, name.key);
    if (!run.keys.add(key)) continue;
    const split = splitFields(run.splits.get(base)?.of(withoutSuffix(name.key)));
    yield {
      kind: 'item',
      item: { ref: path, key, path, ...split, labelled: false, origin: { file: path } },
    };
  }
}

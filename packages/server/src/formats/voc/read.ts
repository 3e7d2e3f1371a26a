import { FormatError } from '../errors.ts';
import { mapAhead } from '../files/ahead.ts';
import { isHidden, isImagePath } from '../files/images.ts';
import { join, withoutSuffix } from '../files/paths.ts';
import { readText } from '../files/text.ts';
import { itemKey, keyProblemText } from '../keys.ts';
import type { ImportFormat, ImportRecord, ImportSource } from '../model.ts';
import { refused, repaired } from '../problems.ts';
import { Seen } from '../seen.ts';
import { annotationFiles, findImage, looksLikeVoc, type VocFile } from './layout.ts';
import { offsetsOf, readObject } from './objects.ts';
import { readSplits, splitFields, type ImageSet } from './splits.ts';
import { child, parseXml, textOf, type XmlElement } from './xml.ts';

/** One image's objects: 8 MiB are about 30,000 boxes. */
const MAX_XML_BYTES = 8 * 1024 * 1024;
/** Files that are read at a time. */
const AHEAD = 16;
/** Files between two progress records. */
const PROGRESS_EVERY = 200;

/**
 * Pascal VOC: one XML file per image. Coordinates count from 0 and are taken as they stand (Datumaro, CVAT, LabelImg),
 * except where `<database>` says that they count from 1: see `offsetsOf`.
 */
export const voc: ImportFormat = {
  name: 'voc',
  detect: looksLikeVoc,

  async *read(source) {
    let total = 0;
    const run: Run = { keys: new Seen(), images: new Seen(), labels: new Set(), splits: new Map() };
    for await (const { size, base } of annotationFiles(source)) {
      total += size;
      if (!run.splits.has(base)) run.splits.set(base, await readSplits(source, base));
    }
    let [done, count] = [0, 0];
    const opened = mapAhead(annotationFiles(source), AHEAD, (file) => open(source, file));
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

/** What is known across files. */
interface Run {
  keys: Seen;
  images: Seen;
  labels: Set<string>;
  /** By the folder that holds `Annotations`, then by the image's name. */
  splits: Map<string, Map<string, ImageSet>>;
}

/** Several VOC folders (`VOC2007`, `VOC2012`) in one source: keys begin with the folder. */
const datasetKey = (run: Run, base: string, key: string) =>
  run.splits.size > 1 ? join(base, key) : key;

interface OpenFile extends VocFile {
  annotation?: XmlElement;
  image?: { path: string; key: string };
  problem?: ImportRecord;
}

async function open(source: ImportSource, file: VocFile): Promise<OpenFile> {
  try {
    const annotation = parseXml(await readText(source, file.path, MAX_XML_BYTES));
    if (annotation.name !== 'annotation') {
      const message = `the file holds <${annotation.name}>, not <annotation>`;
      return { ...file, problem: refused(file.path, undefined, 'voc_not_annotation', message) };
    }
    const stated = textOf(annotation, 'filename');
    const checked = itemKey(stated);
    const isUnsafe = checked.problem !== undefined && checked.problem !== 'key_empty';
    const image = await findImage(source, file, checked.key);
    const problem = isUnsafe
      ? repaired(
          file.path,
          undefined,
          checked.problem,
          `${keyProblemText[checked.problem]}; not used`,
        )
      : undefined;
    return { ...file, annotation, ...(image ? { image } : {}), ...(problem ? { problem } : {}) };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { ...file, problem: refused(file.path, undefined, error.code, error.detail) };
  }
}

function* readFile(file: OpenFile, run: Run): Generator<ImportRecord> {
  const { annotation, image, path } = file;
  if (file.problem) yield file.problem;
  if (image) run.images.add(image.path);
  if (!annotation) return;
  const size = readSize(annotation);
  if (!image && !size) {
    return yield refused(path, undefined, 'image_missing', 'there is no image and no size of it');
  }
  const name = itemKey(image?.key ?? (textOf(annotation, 'filename') || file.stem));
  if (name.key === undefined) {
    return yield refused(path, undefined, name.problem, keyProblemText[name.problem]);
  }
  const key = datasetKey(run, file.base, name.key);
  if (!run.keys.add(key)) {
    return yield refused(path, undefined, 'duplicate_file_name', `${key} is there already`);
  }
  if (!image)
    yield repaired(path, undefined, 'image_missing', 'there is no image; kept without it');
  yield {
    kind: 'item',
    item: {
      ref: path,
      key,
      ...(image ? { path: image.path } : {}),
      ...size,
      ...splitFields(run.splits.get(file.base)?.get(file.stem)),
      labelled: true,
      origin: { file: path },
    },
  };
  const offsets = offsetsOf(annotation);
  const objects = annotation.children.filter((element) => element.name === 'object');
  for (const [i, object] of objects.entries()) {
    for (const record of readObject(path, i + 1, object, path, offsets)) {
      if (record.kind === 'annotation' && !run.labels.has(record.annotation.label)) {
        run.labels.add(record.annotation.label);
        yield { kind: 'label', label: { name: record.annotation.label } };
      }
      yield record;
    }
  }
}

/** The stated size; tools that did not look write zeros. */
function readSize(annotation: XmlElement): { width: number; height: number } | undefined {
  const size = child(annotation, 'size');
  const [width, height] = [Number(textOf(size, 'width')), Number(textOf(size, 'height'))];
  const isSize =
    Number.isSafeInteger(width) && Number.isSafeInteger(height) && width > 0 && height > 0;
  return isSize ? { width, height } : undefined;
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
    const split = splitFields(run.splits.get(base)?.get(withoutSuffix(name.key)));
    yield {
      kind: 'item',
      item: { ref: path, key, path, ...split, labelled: false, origin: { file: path } },
    };
  }
}

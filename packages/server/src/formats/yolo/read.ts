import { FormatError } from '../errors.ts';
import { mapAhead } from '../files/ahead.ts';
import { isHidden } from '../files/images.ts';
import { nameOf } from '../files/paths.ts';
import { readText } from '../files/text.ts';
import { itemKey, keyProblemText } from '../keys.ts';
import type { ImportFormat, ImportRecord, ImportSource, Split } from '../model.ts';
import { refused, repaired } from '../problems.ts';
import { Seen } from '../seen.ts';
import { haveOwnKeys, listImages, type YoloImage } from './images.ts';
import { readLabels } from './read-labels.ts';
import { findDataset, type YoloDataset } from './layout.ts';
import { keyPath, labelPath } from './image-paths.ts';
import { keypointsOf } from './keypoints.ts';
import { withTask } from './task.ts';

/** A polygon of 1,000 points takes 20 KB; thousands of them in one image still fit. */
const MAX_LABEL_BYTES = 64 * 1024 * 1024;
/** Label files that are read at a time. */
const AHEAD = 16;
/** Images between two progress records. */
const PROGRESS_EVERY = 200;

/**
 * Ultralytics YOLO: detect, segment, obb and pose rows, by `data.yaml`, or `images/` and `labels/` with `classes.txt`;
 * also Darknet's older layout with `obj.data`.
 */
export const yolo: ImportFormat = {
  name: 'yolo',

  async detect(source) {
    try {
      return (await findDataset(source)) !== undefined;
    } catch (error) {
      // A data.yaml that cannot be read is a YOLO dataset all the same; reading it says what is wrong.
      if (error instanceof FormatError) return true;
      throw error;
    }
  },

  async *read(source, { yoloTask } = {}) {
    const found = await findDataset(source);
    if (!found) throw new FormatError('no_annotation_file', 'there is no data.yaml or classes.txt');
    const dataset = withTask(found, yoloTask);
    yield* dataset.problems;
    yield* labels(dataset);
    const total = await labelBytes(source);
    const short = await haveOwnKeys(source, dataset);
    const [keys, labelFiles] = [new Seen(), new Seen()];
    let [done, count] = [0, 0];
    const images = mapAhead(listImages(source, dataset), AHEAD, (image) => open(source, image));
    for await (const image of images) {
      if (image.problem) {
        yield image.problem;
        continue;
      }
      if (image.label) labelFiles.add(image.label.path);
      done += image.label?.size ?? 0;
      count += 1;
      if (count % PROGRESS_EVERY === 0)
        yield { kind: 'progress', done: Math.min(done, total), total };
      const key = short ? image.key : keyPath(image.path, dataset.base);
      yield* readImage(dataset, { ...image, key }, keys);
    }
    yield* lonelyLabels(source, dataset, labelFiles);
    yield { kind: 'progress', done: total, total };
  },
};

interface OpenImage {
  path: string;
  split: Split | undefined;
  key: string;
  /** Undefined when nobody has labelled the image. */
  label?: { path: string; size: number; text?: string; fault?: FormatError };
  problem?: never;
}

async function open(
  source: ImportSource,
  image: YoloImage,
): Promise<OpenImage | { problem: ImportRecord }> {
  if (image.problem) return image;
  const file = await source.stat(labelPath(image.path));
  if (!file) return image;
  try {
    const text = await readText(source, file.path, MAX_LABEL_BYTES);
    return { ...image, label: { ...file, text } };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { ...image, label: { ...file, fault: error } };
  }
}

function* readImage(dataset: YoloDataset, image: OpenImage, keys: Seen): Generator<ImportRecord> {
  const { path, split, label } = image;
  const name = itemKey(image.key);
  if (name.key === undefined) {
    return yield refused(path, undefined, name.problem, keyProblemText[name.problem]);
  }
  if (!keys.add(name.key)) {
    return yield refused(path, undefined, 'duplicate_file_name', `${name.key} is there already`);
  }
  const fault = label?.fault;
  if (label && fault) yield refused(label.path, undefined, fault.code, fault.detail);
  yield {
    kind: 'item',
    item: {
      ref: path,
      key: name.key,
      path,
      ...(split === undefined ? {} : { split }),
      labelled: label?.text !== undefined,
      origin: { file: path },
    },
  };
  if (label?.text !== undefined) yield* readLabels(label.path, label.text, path, dataset.config);
}

/** One label per class. A name that comes twice is one label, the first, for both classes. */
function* labels({ file, config }: YoloDataset): Generator<ImportRecord> {
  const names = new Set<string>();
  for (const [classIndex, name] of config.names) {
    if (names.has(name)) {
      const message = `class ${classIndex} is "${name}" too: one label with two classes`;
      yield repaired(file, classIndex, 'duplicate_category_name', message);
      continue;
    }
    names.add(name);
    const keypoints = keypointsOf(config, classIndex);
    yield { kind: 'label', label: { name, classIndex, ...(keypoints ? { keypoints } : {}) } };
  }
}

/** Label files lie in a folder `labels`, in Darknet's layout beside the images; lists and notes do not. */
async function* labelFilesOf(source: ImportSource) {
  for await (const file of source.files('', ['.txt'])) {
    if (!file.path.toLowerCase().endsWith('.txt') || isHidden(file.path)) continue;
    const folders = file.path.split('/').slice(0, -1);
    if (folders.some((name) => name === 'labels' || /^obj_\w+_data$/.test(name))) yield file;
  }
}

async function labelBytes(source: ImportSource): Promise<number> {
  let total = 0;
  for await (const { size } of labelFilesOf(source)) total += size;
  return total;
}

/** Labels without their image: nothing says how large it was, so fractions mean nothing. */
async function* lonelyLabels(
  source: ImportSource,
  { file }: YoloDataset,
  read: Seen,
): AsyncGenerator<ImportRecord> {
  for await (const { path } of labelFilesOf(source)) {
    if (read.has(path) || path === file || nameOf(path) === 'classes.txt') continue;
    yield refused(path, undefined, 'image_missing', 'there is no image for these labels');
  }
}

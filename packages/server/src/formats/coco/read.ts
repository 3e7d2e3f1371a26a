import { FormatError } from '../errors.ts';
import { streamJson, type JsonElement } from '../json/stream.ts';
import { itemKey } from '../keys.ts';
import type { ImportFormat, ImportRecord, ImportSource, SourceFile } from '../model.ts';
import { refused, repaired } from '../problems.ts';
import { Seen } from '../seen.ts';
import { isObject } from '../text.ts';
import { readAnnotation } from './annotation.ts';
import { Categories } from './categories.ts';
import { cocoFiles, resultsFile } from './detect.ts';
import { isPosition } from './ids.ts';
import { ImageLookup } from './lookup.ts';
import { Images } from './images.ts';
import { MissingImages } from './missing.ts';
import { parseAnnotation } from './parse-annotation.ts';

/** Images that are looked for to learn in which folder a file's images lie. */
const PROBES = 20;

/**
 * COCO: instances and keypoints, in one or several JSON files of any size. Every file is walked twice, first for its
 * images and categories (which often stand behind the annotations), then for its annotations.
 */
export const coco: ImportFormat = {
  name: 'coco',

  async detect(source) {
    return (await cocoFiles(source)).length > 0;
  },

  async *read(source) {
    const files = await cocoFiles(source);
    if (files.length === 0) throw await nothingToRead(source);
    const images = new Images(files.length, await imageFoldersOf(source, files));
    const categories = new Categories();
    const progress = new Progress(files);
    for (const { path } of files) {
      const lookup = new ImageLookup(source, path);
      const missing = new MissingImages(path);
      for await (const batch of streamJson(source.read(path), ['images', 'categories'], path)) {
        if (batch.elements.some(isOurs)) lookup.preferOurs();
        lookup.ahead(batch.elements.flatMap(imageName));
        for (const element of batch.elements) {
          if (element.section === 'images') yield* images.add(path, element, lookup, missing);
          else yield* categories.add(path, element);
        }
        yield progress.at(batch.bytes);
      }
      yield* missing.rest(source);
      progress.next();
    }
    for (const label of categories.labels()) yield { kind: 'label', label };
    const annotations = new SharedAnnotations(files.length);
    for (const { path } of files) {
      yield* readAnnotations(source, path, { categories, images, progress, annotations });
      progress.next();
    }
  },
};

async function* readAnnotations(
  source: ImportSource,
  path: string,
  known: {
    categories: Categories;
    images: Images;
    progress: Progress;
    annotations: SharedAnnotations;
  },
): AsyncGenerator<ImportRecord> {
  let count = 0;
  let skipped = 0;
  const hasCategories = known.categories.count(path) > 0;
  const own = new Seen();
  const chunks = source.read(path);
  const parse = parseAnnotation;
  for await (const batch of streamJson(chunks, ['annotations'], path, { parse })) {
    count += batch.elements.length;
    for (const element of hasCategories ? batch.elements : []) {
      for (const record of readAnnotation(path, element, known.categories, known.images)) {
        if (record.kind === 'annotation' && !known.annotations.isNew(record, own)) skipped += 1;
        else yield record;
      }
    }
    yield known.progress.at(batch.bytes);
  }
  if (!hasCategories && count > 0) {
    yield refused(path, undefined, 'no_categories', `${count} annotations without any category`);
  }
  if (skipped > 0) {
    const message = `${skipped} annotations are in an earlier file too, with the same id and image`;
    yield repaired(path, undefined, 'duplicate_annotation', message);
  }
}

/** Instances and person keypoints describe the same objects under the same ids: the first file's are taken. */
class SharedAnnotations {
  readonly #seen: Seen | undefined;

  constructor(fileCount: number) {
    if (fileCount > 1) this.#seen = new Seen();
  }

  /** `own`: the ids of the file that is being read, which may repeat one by mistake. */
  isNew(record: Extract<ImportRecord, { kind: 'annotation' }>, own: Seen): boolean {
    const { row = '' } = record.annotation.origin;
    if (!this.#seen || isPosition(row)) return true;
    const identity = `${record.itemRef} ${row}`;
    if (own.has(identity)) return true;
    own.add(identity);
    return this.#seen.add(identity);
  }
}

/** Two walks over every file make the whole. */
class Progress {
  readonly #sizes: number[];
  readonly #total: number;
  #before = 0;

  constructor(files: SourceFile[]) {
    const sizes = files.map(({ size }) => size);
    this.#sizes = [...sizes, ...sizes];
    this.#total = sizes.reduce((sum, size) => sum + size, 0);
  }

  at(bytes: number): ImportRecord {
    return { kind: 'progress', done: Math.floor((this.#before + bytes) / 2), total: this.#total };
  }

  next(): void {
    this.#before += this.#sizes.shift() ?? 0;
  }
}

/** The folder in which the first images of each file are found; a file whose images are nowhere has none. */
async function imageFoldersOf(source: ImportSource, files: SourceFile[]): Promise<string[]> {
  if (files.length < 2) return [];
  const folders: string[] = [];
  for (const { path } of files) {
    const folder = await firstFolder(source, path);
    if (folder !== undefined) folders.push(folder);
  }
  return folders;
}

/** The file name in an element of `images`, as a key; none when it has no usable one. */
function imageName({ section, value }: JsonElement): string[] {
  if (section !== 'images' || !isObject(value) || typeof value.file_name !== 'string') return [];
  const { key } = itemKey(value.file_name);
  return key === undefined ? [] : [key];
}

/** Whether the element of `images` was written by Sheaf. */
const isOurs = ({ section, value }: JsonElement) =>
  section === 'images' && isObject(value) && value.sheaf_uid !== undefined;

async function firstFolder(source: ImportSource, path: string): Promise<string | undefined> {
  const lookup = new ImageLookup(source, path);
  let tried = 0;
  for await (const { elements } of streamJson(source.read(path), ['images'], path)) {
    if (elements.some(isOurs)) lookup.preferOurs();
    for (const element of elements) {
      const [name] = imageName(element);
      const found = name === undefined ? undefined : await lookup.find(name);
      if (found) return found.folder;
      tried += 1;
      if (tried === PROBES) return undefined;
    }
  }
  return undefined;
}

async function nothingToRead(source: ImportSource): Promise<FormatError> {
  const file = await resultsFile(source);
  if (file === undefined)
    return new FormatError('no_annotation_file', 'there is no COCO file here');
  const detail = 'this is a COCO results file (a list of detections), not a labelled dataset';
  return new FormatError('coco_results_file', detail, { file });
}

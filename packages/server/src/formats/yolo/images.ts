import { hasFiles } from '../files/has-files.ts';
import { isHidden, isImagePath } from '../files/images.ts';
import { folderOf, join, nameOf } from '../files/paths.ts';
import { splitOf } from '../split.ts';
import { readLines } from '../files/text.ts';
import { itemKey, keyProblemText } from '../keys.ts';
import type { ImportRecord, ImportSource, Split } from '../model.ts';
import { refused, repaired } from '../problems.ts';
import { Seen } from '../seen.ts';
import { keyPath } from './image-paths.ts';
import type { YoloDataset } from './layout.ts';

/** The folder of a subset in Darknet's layout. */
const DARKNET_FOLDER = /^obj_\w+_data\//;

/** `key` is the path below the split's folder, so two splits may have the same. */
export type YoloImage =
  | { path: string; split: Split | undefined; key: string; problem?: never }
  | { problem: ImportRecord };

/** Every image that the dataset's splits name, in their order; an image may come more than once. */
export async function* listImages(
  source: ImportSource,
  dataset: YoloDataset,
): AsyncGenerator<YoloImage> {
  const { base, config, file } = dataset;
  if (config.splits.length === 0) {
    // Without splits every image below `images/` counts; `images/val/` still says what it is for.
    const folder = join(base, 'images');
    for await (const path of imagesBelow(source, folder)) {
      const [first = ''] = path.slice(folder.length + 1).split('/');
      const split = path.endsWith(first) ? undefined : splitOf(first);
      yield { path, split, key: keyPath(path, folder) };
    }
    return;
  }
  const places = new Map<string, Set<Split | undefined>>();
  for (const { split, entries } of config.splits) {
    for (const entry of entries) {
      const place = await locate(source, dataset, entry);
      if (place.found === undefined) {
        const message = `${split ?? 'images'}: there is no ${entry}`;
        yield { problem: refused(file, undefined, 'yolo_folder_missing', message) };
        continue;
      }
      if (place.moved) {
        const message = `${split ?? 'images'}: ${entry} is taken for ${place.found}`;
        yield { problem: repaired(file, undefined, 'yolo_path_ignored', message) };
      }
      places.set(place.found, (places.get(place.found) ?? new Set()).add(split));
    }
  }
  for (const [place, splits] of places) {
    // Ultralytics wants train and val even where there is one folder: that says nothing about its images, but its name may.
    const split = splits.size === 1 ? [...splits][0] : splitOf(nameOf(place));
    if (place.endsWith('.txt')) yield* listedImages(source, place, split, base);
    else {
      for await (const path of imagesBelow(source, place)) {
        yield { path, split, key: keyPath(path, place) };
      }
    }
  }
}

/** Whether every image has a short key of its own: then the folders of the splits need not stand in the keys. */
export async function haveOwnKeys(source: ImportSource, dataset: YoloDataset): Promise<boolean> {
  const [paths, keys] = [new Seen(), new Seen()];
  for await (const image of listImages(source, dataset)) {
    if (image.problem || !paths.add(image.path)) continue;
    if (!keys.add(image.key)) return false;
  }
  return true;
}

async function* imagesBelow(source: ImportSource, folder: string): AsyncGenerator<string> {
  for await (const { path } of source.files(folder)) {
    if (isImagePath(path) && !isHidden(path)) yield path;
  }
}

/**
 * Where a folder or list file lies: below `path`, else below the YAML's own folder. Of absolute paths and of paths
 * with `..` (Roboflow writes `../train/images`) the longest end that exists is taken; `moved` says so.
 */
async function locate(
  source: ImportSource,
  { base, config }: YoloDataset,
  entry: string,
): Promise<{ found?: string; moved: boolean }> {
  const isForeign = (path: string) => /^([/\\]|[A-Za-z]:)|(^|[/\\])\.\.([/\\]|$)/.test(path);
  const root = config.root === undefined || isForeign(config.root) ? '' : clean(config.root);
  const moved = isForeign(entry);
  const segments = clean(entry).split('/');
  for (let from = 0; from < (moved ? segments.length : 1); from += 1) {
    const end = segments.slice(from).join('/');
    for (const folder of new Set([join(base, root), base])) {
      const path = end === '' ? folder : join(folder.replace(/\/$/, ''), end);
      const exists = path.endsWith('.txt') ? await source.stat(path) : await hasFiles(source, path);
      if (exists) return { found: path, moved };
    }
  }
  return { moved };
}

/** Forward slashes; no drive, no empty, `.` or `..` segment. */
function clean(path: string): string {
  return path
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => !['', '.', '..'].includes(part) && !/^[A-Za-z]:$/.test(part))
    .join('/');
}

async function* listedImages(
  source: ImportSource,
  list: string,
  split: Split | undefined,
  base: string,
): AsyncGenerator<YoloImage> {
  let row = 0;
  for await (const line of readLines(source, list)) {
    row += 1;
    if (line.trim() === '') continue;
    const { key, problem } = itemKey(line.trim());
    if (key === undefined) {
      yield { problem: refused(list, row, problem, keyProblemText[problem]) };
      continue;
    }
    // Darknet's lists are relative to its own folder, in which a dataset lies under `data`.
    const places = new Set(
      [key, ...(key.startsWith('data/') ? [key.slice('data/'.length)] : [])].flatMap((one) => [
        join(folderOf(list), one),
        join(base, one),
        one,
      ]),
    );
    let path: string | undefined;
    for (const place of places) path ??= (await source.stat(place))?.path;
    if (path !== undefined) {
      yield { path, split, key: keyPath(path, base).replace(DARKNET_FOLDER, '') };
    } else yield { problem: refused(list, row, 'image_missing', `there is no ${key}`) };
  }
}

import { folderOf, join, nameOf } from '../files/paths.ts';
import { splitOf } from '../split.ts';
import { readHead } from '../files/text.ts';
import type { ImportSource } from '../model.ts';
import { noConfig, type YoloConfig } from './config.ts';
import { listedNames } from './names.ts';

/** An `obj.data` has a handful of lines. */
const HEAD_BYTES = 64 * 1024;
/** The keys of `obj.data` that are no subset. */
const OTHERS = new Set(['classes', 'names', 'backup', 'eval', 'results']);

/**
 * Darknet's layout, known as YOLO 1.1: `obj.data` names the class list and a list of images per subset; the label
 * file of an image stands beside it. Undefined when `path` is no such file.
 */
export async function readDarknet(
  source: ImportSource,
  path: string,
): Promise<YoloConfig | undefined> {
  const pairs = (await readHead(source, path, HEAD_BYTES)).split('\n').flatMap((line) => {
    const [key = '', value = '', more] = line.split('=', 3).map((part) => part.trim());
    return value !== '' && more === undefined ? [[key, value] as const] : [];
  });
  const stated = pairs.find(([key]) => key === 'names')?.[1];
  const list = stated === undefined ? undefined : await beside(source, path, stated);
  if (list === undefined) return undefined;
  const names = await listedNames(source, list);
  if (names.size === 0) return undefined;
  const splits: YoloConfig['splits'] = [];
  for (const [key, entry] of pairs) {
    if (OTHERS.has(key)) continue;
    const images = (await beside(source, path, entry)) ?? entry;
    const inside = images.slice(folderOf(path) === '' ? 0 : folderOf(path).length + 1);
    splits.push({ split: splitOf(key), entries: [inside] });
  }
  return { ...noConfig, names, splits };
}

/** Paths are relative to Darknet's own folder (`data/train.txt`): the file is taken from beside `obj.data`. */
async function beside(source: ImportSource, path: string, stated: string) {
  const base = folderOf(path);
  const forward = stated.replaceAll('\\', '/');
  for (const place of [join(base, forward), join(base, nameOf(forward))]) {
    if (await source.stat(place)) return place;
  }
  return undefined;
}

import { isHidden, isImagePath } from '../files/images.ts';
import { join, withoutSuffix } from '../files/paths.ts';
import { readHead } from '../files/text.ts';
import type { ImportSource, SourceFile } from '../model.ts';
import { OWN_LABELS } from './own.ts';
import { looksLikeRow } from './read-row.ts';

/** The folders of labels and of images: the devkit's, and those that NVIDIA's tools have made of them. */
export interface Layout {
  labels: string;
  images: string;
}
const devkit: Layout = { labels: 'label_2', images: 'image_2' };
const layouts: readonly Layout[] = [devkit, { labels: 'labels', images: 'images' }];

/** Label files that are looked at, when those before had no row, before a source is taken for something else. */
const MAX_OTHERS = 20;
/** A row has some 100 characters. */
const HEAD_BYTES = 4096;

export interface KittiFile extends SourceFile {
  /** The folder that holds the folder of labels or images: `training`, `testing`, or '' for the root. */
  base: string;
  /** Path below that folder, without its suffix. */
  name: string;
}

/** Whether a source looks like KITTI: the first line of one of its label files is a row, or all are empty. */
export async function looksLikeKitti(source: ImportSource): Promise<boolean> {
  if (await source.stat(OWN_LABELS)) return true;
  for (const layout of layouts) {
    let [empty, others] = [0, 0];
    for await (const { path, size } of labelFiles(source, layout)) {
      const head = size === 0 ? '' : await readHead(source, path, HEAD_BYTES);
      if (looksLikeRow(head.trimStart().split('\n')[0] ?? '')) return true;
      if (head === '') empty += 1;
      else others += 1;
      if (empty + others === MAX_OTHERS) break;
    }
    // A folder of that name is KITTI's; folders named `labels` are everybody's.
    if (layout === devkit && empty > 0 && others === 0) return true;
  }
  return false;
}

/** Which folders a source has; undefined when it has none of them. */
export async function findLayout(source: ImportSource): Promise<Layout | undefined> {
  if (await source.stat(OWN_LABELS)) return devkit;
  for (const layout of layouts) {
    for await (const _ of labelFiles(source, layout)) return layout;
    for await (const _ of imageFiles(source, layout)) return layout;
  }
  return undefined;
}

/** Every label file, by path. */
export async function* labelFiles(
  source: ImportSource,
  { labels }: Layout,
): AsyncGenerator<KittiFile> {
  for await (const file of source.files('', ['.txt'])) {
    if (!isHidden(file.path)) yield* below(file, labels);
  }
}

/** Every image, by path. */
export async function* imageFiles(
  source: ImportSource,
  { images }: Layout,
): AsyncGenerator<KittiFile> {
  for await (const file of source.files()) {
    if (isImagePath(file.path) && !isHidden(file.path)) yield* below(file, images);
  }
}

/** Where the image of that name may stand, the devkit's own kind first. */
export function imagePlaces({ images }: Layout, base: string, name: string): string[] {
  const suffixes = [
    '.png',
    '.jpg',
    '.jpeg',
    '.webp',
    '.bmp',
    '.tif',
    '.tiff',
    '.gif',
    '.JPG',
    '.PNG',
  ];
  return suffixes.map((suffix) => join(join(base, images), name + suffix));
}

function* below(file: SourceFile, folder: string): Generator<KittiFile> {
  const segments = file.path.split('/');
  const at = segments.slice(0, -1).lastIndexOf(folder);
  if (at < 0) return;
  const [base, inside] = [segments.slice(0, at).join('/'), segments.slice(at + 1).join('/')];
  yield { ...file, base, name: withoutSuffix(inside) };
}

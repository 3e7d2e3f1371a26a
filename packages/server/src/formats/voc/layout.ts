import { imageSuffixes, isHidden } from '../files/images.ts';
import { folderOf, join, withoutSuffix } from '../files/paths.ts';
import { readHead } from '../files/text.ts';
import type { ImportSource, SourceFile } from '../model.ts';
import { isOwnLabelMap } from './label-map.ts';

/** `<annotation` stands in the first line or two. */
const HEAD_BYTES = 4096;
/** XML files of another kind that are looked at before a source is taken for something else. */
const MAX_OTHERS = 20;
/** Where images lie, beside `Annotations`. */
const folders = ['JPEGImages', 'images', ''];

export interface VocFile extends SourceFile {
  /** The folder that holds `Annotations`, or the file's own when it stands beside its image. */
  base: string;
  /** Path of the file below `Annotations`, without its suffix. */
  stem: string;
}

/** Every XML file that may hold annotations: those in a folder `Annotations`, or all when there is no such folder. */
export async function* annotationFiles(source: ImportSource): AsyncGenerator<VocFile> {
  const inFolder = await hasAnnotationsFolder(source);
  for await (const file of source.files('', ['.xml'])) {
    if (!/\.xml$/i.test(file.path) || isHidden(file.path)) continue;
    const segments = file.path.split('/');
    const at = segments.slice(0, -1).indexOf('Annotations');
    if (inFolder && at < 0) continue;
    const base = at < 0 ? folderOf(file.path) : segments.slice(0, at).join('/');
    const inside = at < 0 ? (segments.at(-1) ?? '') : segments.slice(at + 1).join('/');
    yield { ...file, base, stem: withoutSuffix(inside) };
  }
}

export async function looksLikeVoc(source: ImportSource): Promise<boolean> {
  let others = 0;
  for await (const { path } of annotationFiles(source)) {
    if (/<annotation[\s/>]/.test(await readHead(source, path, HEAD_BYTES))) return true;
    others += 1;
    if (others === MAX_OTHERS) return false;
  }
  return isOwnLabelMap(source, '');
}

async function hasAnnotationsFolder(source: ImportSource): Promise<boolean> {
  for await (const { path } of source.files('', ['.xml'])) {
    if (path.split('/').slice(0, -1).includes('Annotations')) return true;
  }
  return false;
}

/**
 * The image of an annotation file: of the same name, in `JPEGImages/`, `images/` or beside it, or of the name that the
 * file states (a checked key).
 */
export async function findImage(
  source: ImportSource,
  { base, stem, path }: VocFile,
  stated: string | undefined,
): Promise<{ path: string; key: string } | undefined> {
  const suffix = stated?.match(/\.[^./]+$/)?.[0];
  const suffixes = [...new Set([suffix ?? '.jpg', ...imageSuffixes, '.JPG', '.JPEG', '.PNG'])];
  // Some tools state the name alone, others (ours too) the sub-folders with it.
  const named = stated === undefined ? [] : [join(folderOf(stem), stated), stated];
  const inSubfolder = withoutSuffix(stated ?? '') === stem ? named.toReversed() : named;
  const names = [...new Set([...inSubfolder, ...suffixes.map((end) => stem + end)])];
  for (const folder of folders) {
    for (const name of names) {
      const place = join(join(base, folder).replace(/\/$/, ''), name);
      if (place !== path && (await source.stat(place))) return { path: place, key: name };
    }
  }
  return undefined;
}

import { folderOf, join, nameOf, withoutSuffix } from '../files/paths.ts';
import { splitOf } from '../files/splits.ts';
import type { ImportSource } from '../model.ts';

/** What tools put before the name of the subset. */
const prefixes = /^(instances|person_keypoints|captions|image_info|annotations|labels)_/;

/**
 * The folders in which the images of a COCO file may lie, the most particular first: beside the file, in folders named
 * after its subset (`instances_val2017.json`: `val2017`, `val`), in `images/` and `data/`, at the root.
 */
export function imageFolders(jsonPath: string): string[] {
  const own = folderOf(jsonPath);
  const base = nameOf(own) === 'annotations' ? folderOf(own) : own;
  const stem = withoutSuffix(nameOf(jsonPath));
  const subset = stem.replace(prefixes, '');
  const names = [...new Set([subset, stem, splitOf(stem)])].filter((name) => name !== undefined);
  const below = [
    ...names.map((name) => join('images', name)),
    ...names,
    'images',
    'data',
    ...names.map((name) => join(name, 'images')),
  ];
  return [...new Set([own, ...below.map((folder) => join(base, folder)), base, ''])];
}

export interface FoundImage {
  path: string;
  /** The folder to which the file name was relative. */
  folder: string;
}

/** Finds the image files of one COCO file. */
export class ImageLookup {
  readonly #source: ImportSource;
  #folders: string[];

  constructor(source: ImportSource, jsonPath: string) {
    this.#source = source;
    this.#folders = imageFolders(jsonPath);
  }

  /** `name` is a checked key. Undefined when no folder has it. */
  async find(name: string): Promise<FoundImage | undefined> {
    for (const folder of this.#folders) {
      const path = join(folder, name);
      if (!(await this.#source.stat(path))) continue;
      // The next image most likely lies in the same folder.
      if (folder !== this.#folders[0]) {
        this.#folders = [folder, ...this.#folders.filter((other) => other !== folder)];
      }
      return { path, folder };
    }
    return undefined;
  }
}

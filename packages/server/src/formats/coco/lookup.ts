import { hasFiles } from '../files/has-files.ts';
import { folderOf, join, nameOf, withoutSuffix } from '../files/paths.ts';
import { splitOf } from '../split.ts';
import type { ImportSource } from '../model.ts';

/** What tools put before the name of the subset. */
const prefixes = /^(instances|person_keypoints|captions|image_info|annotations|labels)_/;

/**
 * The folders in which the images of a COCO file may lie, the most particular first: beside the file, in folders named
 * after its subset (`instances_val2017.json`: `val2017`, `val`), in `images/` and `data/`, at the root.
 */
export function imageFolders(jsonPath: string): string[] {
  const own = folderOf(jsonPath);
  const base = baseOf(jsonPath);
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

/** The folder of the dataset: that of the file, or the one around `annotations/`. */
function baseOf(jsonPath: string): string {
  const own = folderOf(jsonPath);
  return nameOf(own) === 'annotations' ? folderOf(own) : own;
}

export interface FoundImage {
  path: string;
  /** The folder to which the file name was relative. */
  folder: string;
}

/** Finds the image files of one COCO file. */
export class ImageLookup {
  readonly #source: ImportSource;
  readonly #base: string;
  #folders: string[];
  #pruned: Promise<void> | undefined;
  #started = new Map<string, Promise<FoundImage | undefined>>();

  constructor(source: ImportSource, jsonPath: string) {
    this.#source = source;
    this.#base = baseOf(jsonPath);
    this.#folders = imageFolders(jsonPath);
  }

  /**
   * To be called when an image bears Sheaf's mark: our exports have all media in `images/`, where a key may begin with
   * a folder that is called like the file's subset.
   */
  preferOurs(): void {
    const ours = join(this.#base, 'images');
    this.#folders = [ours, ...this.#folders.filter((folder) => folder !== ours)];
  }

  /** Starts to look for all of `names`, in place of those of the last call; `find` then waits for its own only. */
  ahead(names: readonly string[]): void {
    this.#started = new Map(names.map((name) => [name, this.#search(name)]));
    for (const search of this.#started.values()) search.catch(() => undefined);
  }

  /** `name` is a checked key. Undefined when no folder has it. */
  find(name: string): Promise<FoundImage | undefined> {
    return this.#started.get(name) ?? this.#search(name);
  }

  async #search(name: string): Promise<FoundImage | undefined> {
    for (const folder of this.#folders) {
      const path = join(folder, name);
      if (!(await this.#source.stat(path))) continue;
      // The next image most likely lies in the same folder.
      if (folder !== this.#folders[0]) {
        this.#folders = [folder, ...this.#folders.filter((other) => other !== folder)];
      }
      return { path, folder };
    }
    // Where one image is missing thousands may be: from now on only folders that exist are looked at.
    await (this.#pruned ??= this.#prune());
    return undefined;
  }

  async #prune(): Promise<void> {
    const all = this.#folders;
    const exist = await Promise.all(all.map((folder) => hasFiles(this.#source, folder)));
    const gone = new Set(all.filter((_, i) => exist[i] === false));
    this.#folders = this.#folders.filter((folder) => !gone.has(folder));
  }
}

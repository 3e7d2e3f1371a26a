import { opendir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { errorCode } from '../../db/errors.ts';
import { Seen } from '../../formats/seen.ts';

/** Names kept at most, 16 to 32 bytes each; what lies in folders beyond that is asked for one by one. */
const MAX_NAMES = 1_000_000;
/** A million folders with one file each would be a million strings. */
const MAX_FOLDERS = 10_000;

type Folder = 'listed' | 'missing' | 'unknown';

/**
 * What folders hold, each listed when it is first asked for. Annotations of a dataset without its images name each
 * image in a dozen places: a failing system call for each of them takes longer than reading the annotations.
 */
export class FolderNames {
  readonly #names = new Seen();
  readonly #folders = new Map<string, Promise<Folder>>();

  /** False when there was nothing of that absolute path when its folder was listed; true says nothing. */
  async mayHave(path: string): Promise<boolean> {
    const folder = dirname(path);
    const known = this.#folders.get(folder) ?? this.#learn(folder);
    const state = await known;
    if (state !== 'listed') return state === 'unknown';
    return this.#names.has(entry(folder, basename(path)));
  }

  #learn(folder: string): Promise<Folder> {
    if (this.#folders.size >= MAX_FOLDERS) return Promise.resolve('unknown');
    const learned = this.#list(folder);
    this.#folders.set(folder, learned);
    return learned;
  }

  async #list(folder: string): Promise<Folder> {
    try {
      for await (const { name } of await opendir(folder, { bufferSize: 512 })) {
        if (this.#names.size >= MAX_NAMES) return 'unknown';
        this.#names.add(entry(folder, name));
      }
      return 'listed';
    } catch (error) {
      // A folder may be closed to listing and open to those who know a name.
      return ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '') ? 'missing' : 'unknown';
    }
  }
}

/** Some file systems take `A.JPG` for `a.jpg`, or compose accents: such names count as the same here. */
const entry = (folder: string, name: string) => `${folder}/${name.normalize().toLowerCase()}`;

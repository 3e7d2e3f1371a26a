import { folderOf, join, nameOf } from '../files/paths.ts';
import { LISTS, readLists, splitFields, type ListedSplits } from '../lists/read.ts';
import type { ImportSource } from '../model.ts';

/**
 * The splits of files that our own list does not name: what lies in `testing` is for tests; `ImageSets/`, beside
 * `training`, divides the others. Both folders use the same numbers, so that `test.txt` says nothing of `training`.
 */
export class KittiSplits {
  readonly #source: ImportSource;
  readonly #lists = new Map<string, ListedSplits>();

  constructor(source: ImportSource) {
    this.#source = source;
  }

  async of(base: string, name: string): Promise<ReturnType<typeof splitFields>> {
    const folder = nameOf(base);
    if (folder === 'testing') return { split: 'test' };
    let lists = this.#lists.get(base);
    if (!lists) {
      const isTraining = folder === 'training';
      const place = join(isTraining ? folderOf(base) : base, 'ImageSets');
      const wanted = isTraining ? LISTS.filter((list) => list !== 'test') : LISTS;
      this.#lists.set(base, (lists = await readLists(this.#source, place, wanted)));
    }
    return splitFields(lists.of(name));
  }
}

import { hasFiles } from '../files/has-files.ts';
import { isHidden, isImagePath } from '../files/images.ts';
import { itemKey, keyProblemText } from '../keys.ts';
import type { ImportFormat, ImportRecord, ImportSource, Split } from '../model.ts';
import { refused } from '../problems.ts';
import { splitOf } from '../split.ts';

/** Files that are no images are named up to here, then counted. */
const MAX_NAMED = 100;

/**
 * A plain folder of images: every image is an item, its path the key. Nobody has labelled them. Top folders `train`
 * and `val` or `test` name splits.
 */
export const images: ImportFormat = {
  name: 'images',

  async detect(source) {
    for await (const { path } of source.files()) {
      if (isImagePath(path) && !isHidden(path)) return true;
    }
    return false;
  },

  async *read(source): AsyncGenerator<ImportRecord> {
    let others = 0;
    const splits = await splitFolders(source);
    for await (const { path } of source.files()) {
      if (isHidden(path)) continue;
      if (!isImagePath(path)) {
        others += 1;
        if (others <= MAX_NAMED) yield refused(path, undefined, 'not_an_image', 'not an image');
        continue;
      }
      const { key, problem } = itemKey(path);
      if (key === undefined) {
        yield refused(path, undefined, problem, keyProblemText[problem]);
        continue;
      }
      const split = splits.get(path.split('/')[0] ?? '');
      yield {
        kind: 'item',
        item: {
          ref: path,
          key,
          path,
          ...(split === undefined ? {} : { split }),
          labelled: false,
          origin: { file: path },
        },
      };
    }
    if (others > MAX_NAMED) {
      const message = `${others - MAX_NAMED} more files are no images`;
      yield refused('', undefined, 'not_an_image', message);
    }
  },
};

/** A folder `test` alone is more likely somebody's test than a part of a training set. */
async function splitFolders(source: ImportSource): Promise<ReadonlyMap<string, Split>> {
  const splits = new Map<string, Split>();
  for (const folder of ['train', 'val', 'valid', 'validation', 'test']) {
    const split = splitOf(folder);
    if (split && (await hasFiles(source, folder))) splits.set(folder, split);
    // Without it the others mean nothing.
    if (splits.size === 0) break;
  }
  return splits.size > 1 ? splits : new Map();
}

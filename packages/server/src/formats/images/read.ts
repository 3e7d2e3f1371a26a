import { isHidden, isImagePath } from '../files/images.ts';
import { itemKey, keyProblemText } from '../keys.ts';
import type { ImportFormat, ImportRecord } from '../model.ts';
import { refused } from '../problems.ts';

/** Files that are no images are named up to here, then counted. */
const MAX_NAMED = 100;

/** A plain folder of images: every image is an item, its path the key. Nobody has labelled them. */
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
    for await (const { path } of source.files()) {
      if (isHidden(path)) continue;
      if (!isImagePath(path)) {
        others += 1;
        if (others <= MAX_NAMED) yield refused(path, undefined, 'not_an_image', 'not an image');
        continue;
      }
      const { key, problem } = itemKey(path);
      if (key === undefined) yield refused(path, undefined, problem, keyProblemText[problem]);
      else
        yield {
          kind: 'item',
          item: { ref: path, key, path, labelled: false, origin: { file: path } },
        };
    }
    if (others > MAX_NAMED) {
      const message = `${others - MAX_NAMED} more files are no images`;
      yield refused('', undefined, 'not_an_image', message);
    }
  },
};

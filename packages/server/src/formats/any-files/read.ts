import { isHidden } from '../files/images.ts';
import { itemKey, keyProblemText } from '../keys.ts';
import type { ImportFormat, ImportRecord } from '../model.ts';
import { refused } from '../problems.ts';

/** Files with another suffix are named up to here, then counted. */
const MAX_NAMED = 100;

/** Every file is an item, whatever it holds, or every file with one of the suffixes asked for; nobody has labelled them. */
export const anyFiles: ImportFormat = {
  name: 'any-files',
  // It would take everything.
  detect: () => Promise.resolve(false),

  async *read(source, { suffixes } = {}): AsyncGenerator<ImportRecord> {
    let others = 0;
    for await (const { path } of source.files()) {
      if (isHidden(path)) continue;
      const name = path.toLowerCase();
      if (suffixes && !suffixes.some((suffix) => name.endsWith(suffix))) {
        others += 1;
        if (others <= MAX_NAMED) {
          yield refused(path, undefined, 'file_not_taken', `not one of ${suffixes.join(', ')}`);
        }
        continue;
      }
      const { key, problem } = itemKey(path);
      if (key === undefined) {
        yield refused(path, undefined, problem, keyProblemText[problem]);
        continue;
      }
      const origin = { file: path };
      yield { kind: 'item', item: { ref: path, key, path, file: true, labelled: false, origin } };
    }
    if (others > MAX_NAMED) {
      yield refused('', undefined, 'file_not_taken', `${others - MAX_NAMED} more files`);
    }
  },
};

import { isHidden, isImagePath } from '../files/images.ts';
import { lastFolder } from '../files/last-folder.ts';
import { itemKey, keyProblemText } from '../keys.ts';
import type { ImportFormat, ImportRecord } from '../model.ts';
import { classified } from '../new-labels.ts';
import { refused } from '../problems.ts';
import { cleanText } from '../text.ts';

const suffixes = ['.wav', '.mp3', '.flac', '.m4a', '.aac', '.ogg', '.opus'];

/** Recordings; the last folder is the label, except of `plain` ones. */
export const audioLabels: ImportFormat = {
  name: 'audio-labels',

  async detect(source) {
    let found = false;
    for await (const { path } of source.files()) {
      if (isHidden(path)) continue;
      if (isImagePath(path)) return false;
      found ||= suffixes.some((suffix) => path.toLowerCase().endsWith(suffix));
    }
    return found;
  },

  async *read(source, { plain = false } = {}): AsyncGenerator<ImportRecord> {
    const seen = new Set<string>();
    for await (const { path } of source.files('', suffixes)) {
      if (isHidden(path)) continue;
      const { key, problem } = itemKey(path);
      if (key === undefined) {
        yield refused(path, undefined, problem, keyProblemText[problem]);
        continue;
      }
      const label = plain ? '' : cleanText(lastFolder(path) ?? '');
      const labels = label === '' ? [] : [label];
      const origin = { file: path };
      yield {
        kind: 'item',
        item: { ref: path, key, path, file: true, labelled: labels.length > 0, origin },
      };
      yield* classified(path, labels, origin, seen);
    }
  },
};

import { isHidden, isImagePath } from '../files/images.ts';
import { encodedLines } from '../files/encoded-lines.ts';
import { lastFolder } from '../files/last-folder.ts';
import { withoutSuffix } from '../files/paths.ts';
import { itemKey, keyProblemText } from '../keys.ts';
import type { ImportFormat, ImportRecord, ImportSource } from '../model.ts';
import { classified } from '../new-labels.ts';
import { refused } from '../problems.ts';
import { cleanText } from '../text.ts';

/** More lines than this are not labels of one image. */
const MAX_LABELS = 1000;

/**
 * Images with labels for the whole of them: by a text file of the same name with a label per line, or, when no image
 * has one, by the last folder. Nothing tells such folders from others, so it has to be asked for.
 */
export const imageLabels: ImportFormat = {
  name: 'image-labels',
  detect: () => Promise.resolve(false),

  async *read(source): AsyncGenerator<ImportRecord> {
    const seen = new Set<string>();
    const byFile = await hasLabelFiles(source);
    for await (const { path } of source.files()) {
      if (isHidden(path) || !isImagePath(path)) continue;
      const { key, problem } = itemKey(path);
      if (key === undefined) {
        yield refused(path, undefined, problem, keyProblemText[problem]);
        continue;
      }
      const labels = byFile ? await labelsBeside(source, path) : [lastFolder(path) ?? ''];
      const names = labels.map(cleanText).filter((name) => name !== '');
      const origin = { file: path };
      yield {
        kind: 'item',
        item: { ref: path, key, path, labelled: names.length > 0, origin },
      };
      yield* classified(path, names, origin, seen);
    }
  },
};

const labelFile = (image: string) => `${withoutSuffix(image)}.txt`;

async function hasLabelFiles(source: ImportSource): Promise<boolean> {
  for await (const { path } of source.files()) {
    if (!isHidden(path) && isImagePath(path) && (await source.stat(labelFile(path)))) return true;
  }
  return false;
}

async function labelsBeside(source: ImportSource, image: string): Promise<string[]> {
  const file = labelFile(image);
  const labels: string[] = [];
  if (!(await source.stat(file))) return labels;
  for await (const line of encodedLines(source, file)) {
    if (labels.length < MAX_LABELS) labels.push(line.trim());
  }
  return labels;
}

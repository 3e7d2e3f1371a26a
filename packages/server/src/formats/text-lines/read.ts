import { encodedLines, MAX_LINE_CHARACTERS } from '../files/encoded-lines.ts';
import { isHidden } from '../files/images.ts';
import { withoutSuffix } from '../files/paths.ts';
import { itemKey, keyProblemText } from '../keys.ts';
import type { ImportFormat, ImportRecord, ImportSource, ReadOptions } from '../model.ts';
import { classified } from '../new-labels.ts';
import { refused } from '../problems.ts';
import { cutLine, defaultSeparators, labelsOf, lineKey } from './line.ts';

const RESULT = '_result.txt';

/**
 * Texts, one per line of `.txt` and `.csv` files in UTF-8 or GBK. Labels stand behind a tab, set apart by commas, or
 * line by line in `<name>_result.txt` beside `<name>.txt`. The separators can be others; `plain` files have no labels.
 */
export const textLines: ImportFormat = {
  name: 'text-lines',

  async detect(source) {
    for await (const { path } of source.files('', [RESULT])) {
      if (!isHidden(path) && (await source.stat(path.replace(/_result\.txt$/i, '.txt'))))
        return true;
    }
    return false;
  },

  async *read(source, options = {}): AsyncGenerator<ImportRecord> {
    const seen = new Set<string>();
    for await (const { path } of source.files('', ['.txt', '.csv'])) {
      if (isHidden(path) || isResult(path)) continue;
      const { key, problem } = itemKey(path);
      if (key === undefined) yield refused(path, undefined, problem, keyProblemText[problem]);
      else yield* fileRecords(source, path, key, options, seen);
    }
  },
};

const isResult = (path: string) => path.toLowerCase().endsWith(RESULT);

async function* fileRecords(
  source: ImportSource,
  path: string,
  fileKey: string,
  options: ReadOptions,
  seen: Set<string>,
): AsyncGenerator<ImportRecord> {
  const { labelSeparator, sampleSeparator, plain = false } = options;
  const separators = {
    sample: sampleSeparator ?? defaultSeparators.sample,
    label: labelSeparator ?? defaultSeparators.label,
  };
  const result = `${withoutSuffix(path)}${RESULT}`;
  const results = !plain && (await source.stat(result)) ? encodedLines(source, result) : undefined;
  let row = 0;
  for await (const line of encodedLines(source, path)) {
    row += 1;
    const beside = (await results?.next())?.value as string | undefined;
    if (line.trim() === '') continue;
    if (line.length > MAX_LINE_CHARACTERS) {
      yield refused(path, row, 'text_too_long', `more than ${MAX_LINE_CHARACTERS} characters`);
      continue;
    }
    const cut = cutLine(line, plain || results ? undefined : separators);
    const labels = results ? labelsOf(beside ?? '', separators) : cut.labels;
    const { text } = cut;
    const ref = `${path}:${row}`;
    const origin = { file: path, row };
    yield {
      kind: 'item',
      item: {
        ...{ ref, key: lineKey(fileKey, row), file: true, metadata: { text, line: row } },
        ...{ labelled: labels.length > 0, origin },
      },
    };
    yield* classified(ref, labels, origin, seen);
  }
}

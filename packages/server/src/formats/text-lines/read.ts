import { encodedLines, MAX_LINE_CHARACTERS } from '../files/encoded-lines.ts';
import { isHidden } from '../files/images.ts';
import { withoutSuffix } from '../files/paths.ts';
import { itemKey, keyProblemText } from '../keys.ts';
import type { ImportFormat, ImportRecord, ImportSource, ReadOptions } from '../model.ts';
import { classified } from '../new-labels.ts';
import { refused } from '../problems.ts';
import { cleanText } from '../text.ts';

/** Digits of a line number in a key, so that keys sort like lines. */
const LINE_DIGITS = 9;
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
  const { labelSeparator = ',', sampleSeparator = '\t', plain = false } = options;
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
    const at = plain || results ? -1 : line.lastIndexOf(sampleSeparator);
    const text = cleanText(at < 0 ? line : line.slice(0, at));
    const labels = (
      results ? (beside ?? '') : at < 0 ? '' : line.slice(at + sampleSeparator.length)
    )
      .split(labelSeparator)
      .map((label) => cleanText(label).trim())
      .filter((label) => label !== '');
    const ref = `${path}:${row}`;
    const origin = { file: path, row };
    const number = String(row).padStart(LINE_DIGITS, '0');
    yield {
      kind: 'item',
      item: {
        ...{ ref, key: `${fileKey}/${number}`, file: true, metadata: { text, line: row } },
        ...{ labelled: labels.length > 0, origin },
      },
    };
    yield* classified(ref, labels, origin, seen);
  }
}

import { isDeepStrictEqual } from 'node:util';
import { CsvSplitter, type CsvRecord } from '../csv/split.ts';
import { FormatError } from '../errors.ts';
import { encodingOf } from '../files/encoded-lines.ts';
import { isHidden } from '../files/images.ts';
import { itemKey, keyProblemText } from '../keys.ts';
import type { ImportFormat, ImportRecord, ImportSource } from '../model.ts';
import { refused } from '../problems.ts';
import { cleanText } from '../text.ts';

/** Digits of a line number in a key, so that keys sort like rows. */
const LINE_DIGITS = 9;

/**
 * Tables: every row of every CSV file is an item that holds its cells by their columns' names. `columns` names them, else
 * the first row does. A row with another number of cells is refused, and so is a file whose header has another.
 */
export const tableRows: ImportFormat = {
  name: 'table-rows',
  // `csv` takes tables that speak of images.
  detect: () => Promise.resolve(false),

  async *read(source, { columns, header } = {}): AsyncGenerator<ImportRecord> {
    for await (const { path } of source.files('', ['.csv'])) {
      if (isHidden(path)) continue;
      const { key, problem } = itemKey(path);
      if (key === undefined) {
        yield refused(path, undefined, problem, keyProblemText[problem]);
        continue;
      }
      yield* tableRecords(source, path, {
        ...{ key, columns, header: header ?? columns === undefined },
      });
    }
  },
};

export interface TableFile {
  /** The keys of its rows begin with it. */
  key: string;
  columns: readonly string[] | undefined;
  /** Whether the first row has the names; undefined: when it says the same as `columns`. */
  header: boolean | undefined;
}

/** The rows of one CSV file. */
export async function* tableRecords(
  source: ImportSource,
  path: string,
  { key: fileKey, columns, header }: TableFile,
): AsyncGenerator<ImportRecord> {
  let names = columns;
  let isFirst = true;
  try {
    for await (const { line, cells } of records(source, path)) {
      const isHeader = isFirst && (header ?? isDeepStrictEqual(cells.map(cleanText), columns));
      isFirst = false;
      if (isHeader) names ??= cells.map(cleanText);
      if (cells.length !== names?.length) {
        const message = `${cells.length} cells instead of ${names?.length ?? 'any'}`;
        yield refused(path, line, 'table_columns_mismatch', message);
        if (isHeader) return;
        continue;
      }
      if (isHeader) continue;
      const row = Object.fromEntries(
        names.map((name, index) => [name, cleanText(cells[index] ?? '')]),
      );
      yield {
        kind: 'item',
        item: {
          ref: `${path}:${line}`,
          key: `${fileKey}/${String(line).padStart(LINE_DIGITS, '0')}`,
          ...{ file: true, metadata: { row, line }, labelled: false },
          origin: { file: path, row: line },
        },
      };
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    yield refused(path, undefined, error.code, error.detail);
  }
}

async function* records(source: ImportSource, path: string): AsyncGenerator<CsvRecord> {
  const decoder = new TextDecoder(await encodingOf(source, path));
  const splitter = new CsvSplitter(',');
  for await (const chunk of source.read(path)) {
    yield* splitter.push(decoder.decode(chunk, { stream: true }));
  }
  yield* splitter.push(decoder.decode());
  yield* splitter.end();
}

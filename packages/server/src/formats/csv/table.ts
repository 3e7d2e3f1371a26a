import { FormatError } from '../errors.ts';
import { readHead } from '../files/text.ts';
import type { ImportSource, SourceFile } from '../model.ts';
import type { Table, TableRow } from '../rows/read/table.ts';
import { CsvSplitter, type CsvRecord } from './split.ts';
import { withoutGuard } from './text.ts';

/** A line of column names is shorter. */
const HEAD_BYTES = 64 * 1024;

/** A CSV file as a table; undefined when its first line is none of column names. */
export async function csvTable(source: ImportSource, file: SourceFile): Promise<Table | undefined> {
  const head = (await readHead(source, file.path, HEAD_BYTES)).replace(/^\ufeff/, '');
  const [first = ''] = head.split(/[\r\n]/, 1);
  const delimiter = delimiterOf(first);
  const splitter = new CsvSplitter(delimiter);
  const columns = splitter.push(`${first}\n`)[0]?.cells.map(withoutGuard);
  if (!columns || columns.length < 2 || new Set(columns).size < columns.length) return undefined;
  return {
    file: file.path,
    size: file.size,
    columns,
    async *batches() {
      let isHeader = true;
      for await (const { records, bytes } of recordsOf(source, file.path, delimiter)) {
        const rows = isHeader ? records.slice(1) : records;
        if (records.length > 0) isHeader = false;
        yield { rows: rows.map((record) => rowOf(record, columns)), bytes };
      }
    },
  };
}

/** What most often stands between names: spreadsheets of some countries write semicolons. */
function delimiterOf(line: string): string {
  const count = (sign: string) => line.split(sign).length;
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

function rowOf({ line, cells, broken }: CsvRecord, columns: readonly string[]): TableRow {
  if (broken || cells.length !== columns.length) {
    const message = broken
      ? 'text stands behind a closing quote'
      : `${cells.length} cells under ${columns.length} columns`;
    return { row: line, cells: {}, fault: { code: 'csv_row_invalid', message } };
  }
  const named: Record<string, unknown> = {};
  for (const [at, name] of columns.entries()) {
    const cell = cells[at];
    if (cell !== undefined && cell !== '') named[name] = withoutGuard(cell);
  }
  return { row: line, cells: named };
}

async function* recordsOf(source: ImportSource, file: string, delimiter: string) {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const splitter = new CsvSplitter(delimiter);
  let bytes = 0;
  try {
    for await (const chunk of source.read(file)) {
      bytes += chunk.length;
      yield { records: splitter.push(decoder.decode(chunk, { stream: true })), bytes };
    }
    const rest = splitter.push(decoder.decode());
    yield { records: [...rest, ...splitter.end()], bytes };
  } catch (error) {
    if (error instanceof FormatError) throw error.in(file);
    if (!(error instanceof TypeError)) throw error;
    throw new FormatError('text_not_utf8', 'the file is not UTF-8 text', { file });
  }
}

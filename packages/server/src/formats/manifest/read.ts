import { mapAhead } from '../files/ahead.ts';
import { isHidden } from '../files/images.ts';
import { jsonLines } from '../jsonl/table.ts';
import type { ImportFormat, ImportRecord, ImportSource, SourceFile } from '../model.ts';
import { refused } from '../problems.ts';
import type { TableRow } from '../rows/read/table.ts';
import { parseSample } from './parse.ts';
import { MANIFEST } from './places.ts';
import { sampleRecords } from './read/sample.ts';
import { publishedRows, tableOf, type PublishedTable } from './read/table.ts';

/** Lines whose annotation files are read at a time. */
const AHEAD = 16;
const SUFFIXES = ['.manifest'];

/** A manifest of ModelArts, with the annotation files and masks that it names. */
export const manifest: ImportFormat = {
  name: 'manifest',

  async detect(source) {
    for await (const file of manifests(source)) {
      // Of an export without items; other empty files with that suffix are somebody else's.
      if (file.size === 0 && file.path === MANIFEST) return true;
      for await (const { rows } of jsonLines(source, file.path)) {
        const [first] = rows;
        if (first && !first.fault) return parseSample(first.cells).sample !== undefined;
        if (first) return false;
      }
    }
    return false;
  },

  async *read(source, options) {
    const labels = new Set<string>();
    let total = 0;
    for await (const { size } of manifests(source)) total += size;
    let done = 0;
    for await (const file of manifests(source)) {
      const base = options?.sourceBase ?? '';
      const lines = mapAhead(rowsOf(source, file), AHEAD, (line) =>
        recordsOf(source, file, line, base),
      );
      for await (const { records, bytes, table } of lines) {
        if (table) yield* publishedRows(source, table);
        for (const record of records) {
          if (record.kind === 'annotation') yield* newLabel(record.annotation.label, labels);
          yield record;
        }
        if (bytes > 0) yield { kind: 'progress', done: done + bytes, total };
      }
      done += file.size;
    }
    yield { kind: 'progress', done: total, total };
  },
};

async function* manifests(source: ImportSource): AsyncGenerator<SourceFile> {
  for await (const file of source.files('', SUFFIXES)) if (!isHidden(file.path)) yield file;
}

interface Line {
  row: TableRow;
  /** Walked so far, at the end of a chunk; else 0. */
  bytes: number;
}

async function* rowsOf(source: ImportSource, file: SourceFile): AsyncGenerator<Line> {
  for await (const { rows, bytes } of jsonLines(source, file.path)) {
    for (const [at, row] of rows.entries()) {
      yield { row, bytes: at === rows.length - 1 ? bytes : 0 };
    }
  }
}

async function recordsOf(
  source: ImportSource,
  { path }: SourceFile,
  { row: { row, cells, fault }, bytes }: Line,
  base: string,
): Promise<{ records: ImportRecord[]; bytes: number; table?: PublishedTable }> {
  if (fault) return { records: [refused(path, row, fault.code, fault.message)], bytes };
  const { sample, faults, problem } = parseSample(cells);
  if (!sample) return { records: [refused(path, row, problem.code, problem.message)], bytes };
  const table = await tableOf(source, path, sample, base);
  if (table) return { records: [], bytes, table };
  const records = await sampleRecords(source, { file: path, row, base }, sample);
  records.push(...faults.map(({ code, message }) => refused(path, row, code, message)));
  return { records, bytes };
}

function* newLabel(name: string, labels: Set<string>): Generator<ImportRecord> {
  if (labels.has(name)) return;
  labels.add(name);
  yield { kind: 'label', label: { name } };
}

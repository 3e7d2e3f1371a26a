import { FormatError } from '../errors.ts';
import { imageSuffixes, isHidden } from '../files/images.ts';
import { jsonlTable } from '../jsonl/table.ts';
import type { ImportFormat, ImportRecord, ImportSource, SourceFile } from '../model.ts';
import { refused } from '../problems.ts';
import { Columns } from '../rows/read/columns.ts';
import { Rows } from '../rows/read/rows.ts';
import { BLOCK } from '../tar/header.ts';
import { isHeader } from '../tar/read.ts';
import { rowOfSample } from './row.ts';
import { samplesOf } from './samples.ts';

/** Samples between two progress records. */
const PROGRESS_EVERY = 500;

/** WebDataset shards: our own, and those with images and `json`, `cls` or `txt` beside them. */
export const webdataset: ImportFormat = {
  name: 'webdataset',

  async detect(source) {
    // Tars beside images are backups.
    for await (const { path } of source.files('', imageSuffixes)) if (!isHidden(path)) return false;
    for await (const shard of shardsOf(source)) return isTar(source, shard);
    return false;
  },

  async *read(source) {
    const rows = new Rows(source, true);
    yield* readLabels(source, rows);
    yield* refuseCompressed(source);
    const shards: SourceFile[] = [];
    for await (const shard of shardsOf(source)) shards.push(shard);
    if (shards.length === 0) throw new FormatError('no_annotation_file', 'there is no .tar file');
    const total = shards.reduce((sum, { size }) => sum + size, 0);
    let before = 0;
    for (const { path, size } of shards) {
      let count = 0;
      try {
        for await (const sample of samplesOf(source, path)) {
          yield* rowOfSample(path, sample, rows);
          count += 1;
          if (count % PROGRESS_EVERY > 0) continue;
          yield { kind: 'progress', done: before + sample.bytes, total };
        }
      } catch (error) {
        // What is behind the fault is lost, the other shards are not.
        if (!(error instanceof FormatError)) throw error;
        yield refused(path, undefined, error.code, error.message);
      }
      before += size;
      yield { kind: 'progress', done: before, total };
    }
  },
};

async function* shardsOf(source: ImportSource): AsyncGenerator<SourceFile> {
  for await (const file of source.files('', ['.tar'])) if (!isHidden(file.path)) yield file;
}

async function isTar(source: ImportSource, { path, size }: SourceFile): Promise<boolean> {
  const pieces: Buffer[] = [];
  for await (const piece of source.read(path, { start: 0, end: BLOCK }))
    pieces.push(Buffer.from(piece));
  const first = Buffer.concat(pieces);
  return size >= BLOCK && (isHeader(first) || first.every((byte) => byte === 0));
}

/** The media in a shard is read in place, which a compressed one does not allow. */
async function* refuseCompressed(source: ImportSource): AsyncGenerator<ImportRecord> {
  for await (const { path } of source.files('', ['.tar.gz', '.tgz', '.tar.zst', '.tar.bz2'])) {
    yield refused(path, undefined, 'tar_compressed', 'the shard is compressed; unpack it to .tar');
  }
}

async function* readLabels(source: ImportSource, rows: Rows): AsyncGenerator<ImportRecord> {
  for await (const file of source.files('', ['.jsonl'])) {
    const table = await jsonlTable(source, file);
    const columns = table && new Columns(table.columns);
    if (!table || columns?.role !== 'labels') continue;
    for await (const { rows: found } of table.batches()) {
      for (const row of found) {
        if (row.fault) yield refused(file.path, row.row, row.fault.code, row.fault.message);
        else yield* rows.label(file.path, row, rows.columnsOf(row.cells));
      }
    }
  }
}

import { selectRecords } from '../../../formats/select.ts';
import { chooseFormat } from '../detect.ts';
import { FolderSource } from '../source.ts';
import { Collector } from './collector.ts';
import type { Piece, ReadOrder } from './piece.ts';

/** A piece comes at least this often, to tell how far the reader is. */
const PROGRESS_MS = 500;

/** Reads a source from its beginning to its end. Throws what `chooseFormat` and the format's reader throw. */
export async function* readPieces(order: ReadOrder): AsyncGenerator<Piece, void, undefined> {
  const collector = new Collector(order);
  const named = new Set<string>();
  const source = new FolderSource(order.place, (problem) => {
    // Looking for the format walks the folders too, and must not report a name twice.
    if (named.has(problem.file)) return;
    named.add(problem.file);
    collector.problem(problem);
  });
  const format = await chooseFormat(source, order.format);
  let taken = Date.now();
  const { selection } = order.options;
  const all = format.read(source, order.options);
  for await (const record of selection ? selectRecords(all, selection) : all) {
    if (record.kind === 'item') collector.item(record.item);
    else if (record.kind === 'annotation') collector.annotation(record.itemRef, record.annotation);
    else if (record.kind === 'label') collector.label(record.label);
    else if (record.kind === 'problem') collector.problem(record.problem);
    else collector.progress({ done: record.done, total: record.total });
    const due = record.kind === 'progress' && Date.now() - taken > PROGRESS_MS;
    if (!due && !collector.full) continue;
    yield collector.take(format.name);
    taken = Date.now();
  }
  yield collector.take(format.name);
}

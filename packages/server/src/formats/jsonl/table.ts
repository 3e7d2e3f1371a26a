import { HeldBytes } from '../json/held.ts';
import { parseElement } from '../json/parse.ts';
import { isShallow } from '../json/shallow.ts';
import type { ImportSource, SourceFile } from '../model.ts';
import type { Table, TableRow } from '../rows/read/table.ts';
import { isObject } from '../text.ts';

/** One line is parsed in memory: an item with all its annotations. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;
const LF = 10;

/**
 * A file of JSON objects, one per line; undefined when its first line is none. An empty `metadata.jsonl` is a table beside
 * the classes that an export without items has.
 */
export async function jsonlTable(
  source: ImportSource,
  file: SourceFile,
): Promise<Table | undefined> {
  const columns = (await isWithoutItems(source, file))
    ? ['key']
    : await firstNames(source, file.path);
  if (!columns) return undefined;
  return {
    file: file.path,
    size: file.size,
    columns,
    varies: true,
    batches: () => jsonLines(source, file.path),
  };
}

async function isWithoutItems(source: ImportSource, { path, size }: SourceFile): Promise<boolean> {
  const items = /(^|\/)metadata\.jsonl$/;
  if (size > 0 || !items.test(path)) return false;
  return (await source.stat(path.replace(items, '$1labels.jsonl'))) !== undefined;
}

/** The names in the first line; undefined when that is no object. */
async function firstNames(source: ImportSource, file: string): Promise<string[] | undefined> {
  for await (const { rows, bytes } of jsonLines(source, file)) {
    const [first] = rows;
    if (first) return first.fault ? undefined : Object.keys(first.cells);
    if (bytes > MAX_LINE_BYTES) break;
  }
  return undefined;
}

/** The objects in the lines of a file, a batch per chunk; `bytes` walked so far. */
export async function* jsonLines(source: ImportSource, file: string) {
  const held = new HeldBytes(MAX_LINE_BYTES);
  let [bytes, line] = [0, 0];
  for await (const chunk of source.read(file)) {
    bytes += chunk.length;
    const rows: TableRow[] = [];
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(LF, from);
      if (end < 0) break;
      line += 1;
      rows.push(...rowOf(held.take(chunk.subarray(from, end)), line));
      from = end + 1;
    }
    held.hold(chunk.subarray(from));
    yield { rows, bytes };
  }
  yield { rows: rowOf(held.take(Buffer.alloc(0)), line + 1), bytes };
}

/** The row of a line, none for an empty one; `bytes` are undefined when they were too many. */
function rowOf(bytes: Buffer | undefined, row: number): TableRow[] {
  const fault = (code: string, message: string) => [{ row, cells: {}, fault: { code, message } }];
  if (!bytes) return fault('json_element_too_large', 'the line is too long');
  if (isBlank(bytes)) return [];
  const parsed = parseElement(bytes);
  if (parsed.fault) return fault(parsed.fault.code, parsed.fault.message);
  if (!isObject(parsed.value)) return fault('not_an_object', 'the line holds no object');
  if (!isShallow(parsed.value)) return fault('json_too_deep', 'the line is nested too deeply');
  return [{ row, cells: parsed.value }];
}

/** Only spaces, tabs and carriage returns. */
function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 32 || byte === 9 || byte === 13);
}

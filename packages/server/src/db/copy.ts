import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Transaction } from './database.ts';

export type CopyValue = string | number | boolean | Date | Buffer | null | undefined;

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function field(value: CopyValue): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return value.replace(/[\\\n\r\t]/g, (c) => ESCAPES[c] ?? c);
  if (value instanceof Date) return value.toISOString();
  // bytea in hex form; the backslash is doubled for COPY.
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  return String(value);
}

/** A write to the socket per row would cost more than the row. */
const CHUNK_CHARACTERS = 64 * 1024;

function* chunks(rows: Iterable<readonly CopyValue[]>): Generator<string> {
  let chunk = '';
  for (const row of rows) {
    chunk += `${row.map(field).join('\t')}\n`;
    if (chunk.length >= CHUNK_CHARACTERS) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk) yield chunk;
}

/**
 * Inserts rows by COPY, several times faster than INSERT. `target` is a constant of the program such as
 * `items (dataset_uid, uid)`. Strings must not hold NUL, which PostgreSQL's text cannot.
 */
export async function copyRows(
  tx: Transaction,
  target: string,
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  await pipeline(Readable.from(chunks(rows)), tx.copyIn(`copy ${target} from stdin`));
}

import { FormatError } from '../errors.ts';
import type { ImportSource } from '../model.ts';

/**
 * The whole text of a small UTF-8 file (a byte order mark is dropped). Throws FormatError `file_too_large` above
 * `limit` bytes, read or stated, and `text_not_utf8`.
 */
export async function readText(source: ImportSource, file: string, limit: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of source.read(file)) {
    size += chunk.length;
    if (size > limit) {
      throw new FormatError('file_too_large', `the file is larger than ${limit} bytes`, { file });
    }
    parts.push(Buffer.from(chunk));
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    throw new FormatError('text_not_utf8', 'the file is not UTF-8 text', { file });
  }
}

/** The first bytes of a file, at most `length`. */
export async function readHead(
  source: ImportSource,
  file: string,
  length: number,
): Promise<string> {
  let head = Buffer.alloc(0);
  for await (const chunk of source.read(file)) {
    head = Buffer.concat([head, chunk]);
    if (head.length >= length) break;
  }
  return head.subarray(0, length).toString('utf8');
}

/** A line longer than this is no list entry; the rest of it is dropped. */
const MAX_LINE = 64 * 1024;

/** The lines of a UTF-8 text file of any size, without their ends. */
export async function* readLines(source: ImportSource, file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of source.read(file)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = (lines.pop() ?? '').slice(0, MAX_LINE);
    for (const line of lines) yield line.replace(/\r$/, '');
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}

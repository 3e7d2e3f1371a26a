import { FormatError } from '../errors.ts';
import type { ByteRange } from '../model.ts';
import { BLOCK, checksumOf, paddingOf } from './header.ts';

/** Bytes of an extended header: a path and a few numbers. */
const MAX_EXTENDED = 1024 * 1024;

export interface TarMember {
  path: string;
  /** Where its content stands in the archive. */
  range: ByteRange;
  /** The content, when it was wanted. */
  content?: Buffer;
}

/**
 * The regular files of a tar archive (ustar, pax, GNU's long names), in order; links, folders and devices are passed
 * over. `wanted` says of which the content is kept in memory. Throws FormatError `tar_invalid`, `tar_truncated`.
 */
export async function* readTar(
  chunks: AsyncIterable<Buffer>,
  wanted: (path: string, size: number) => boolean,
): AsyncGenerator<TarMember> {
  const input = new Blocks(chunks);
  try {
    yield* members(input, wanted);
  } finally {
    await input.close();
  }
}

async function* members(
  input: Blocks,
  wanted: (path: string, size: number) => boolean,
): AsyncGenerator<TarMember> {
  let extended: Extended = {};
  for (;;) {
    const header = await input.header();
    if (!header || header.every((byte) => byte === 0)) return;
    if (!isHeader(header)) {
      throw new FormatError('tar_invalid', 'this is no header of a file', { position: input.at });
    }
    const type = String.fromCharCode(header[156] ?? 0);
    const size = extended.size ?? numberOf(header.subarray(124, 136));
    if (!Number.isSafeInteger(size) || size < 0) {
      throw new FormatError('tar_invalid', 'a file has no size', { position: input.at });
    }
    if (type === 'x' || type === 'L') {
      if (size > MAX_EXTENDED) {
        throw new FormatError('tar_invalid', 'an extended header is too large');
      }
      const content = await input.take(size);
      await input.skip(paddingOf(size));
      extended = { ...extended, ...(type === 'x' ? paxOf(content) : { path: textOf(content) }) };
      continue;
    }
    const path = extended.path ?? nameOf(header);
    extended = {};
    const range = { start: input.at, end: input.at + size };
    const isFile = type === '0' || type === '\0';
    if (isFile && wanted(path, size)) yield { path, range, content: await input.take(size) };
    else {
      await input.skip(size);
      if (isFile) yield { path, range };
    }
    await input.skip(paddingOf(size));
  }
}

interface Extended {
  path?: string;
  size?: number;
}

/** Bytes of a stream by their number. */
class Blocks {
  /** Bytes taken so far. */
  at = 0;
  readonly #chunks: AsyncIterator<Buffer>;
  #chunk: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next header; undefined at the end. */
  async header(): Promise<Buffer | undefined> {
    if (this.#chunk.length === 0 && !(await this.#more())) return undefined;
    return this.take(BLOCK);
  }

  async take(size: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    await this.#each(size, (piece) => pieces.push(piece));
    return Buffer.concat(pieces);
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  skip(size: number): Promise<void> {
    return this.#each(size, () => undefined);
  }

  async #each(size: number, use: (piece: Buffer) => void): Promise<void> {
    let left = size;
    while (left > 0) {
      if (this.#chunk.length === 0 && !(await this.#more())) {
        throw new FormatError('tar_truncated', 'the archive stops in the middle of a file');
      }
      const piece = this.#chunk.subarray(0, left);
      use(piece);
      this.#chunk = this.#chunk.subarray(piece.length);
      this.at += piece.length;
      left -= piece.length;
    }
  }

  async #more(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done) return false;
    this.#chunk = next.value;
    return true;
  }
}

/** Whether a block is the header of a member: its checksum is right. */
export function isHeader(header: Buffer): boolean {
  return numberOf(header.subarray(148, 156)) === checksumOf(header);
}

/** Octal digits, or GNU's binary number of large sizes. NaN for anything else. */
function numberOf(field: Buffer): number {
  if (((field[0] ?? 0) & 0x80) !== 0) {
    return field.subarray(1).reduce((value, byte) => value * 256 + byte, (field[0] ?? 0) & 0x7f);
  }
  const digits = textOf(field).trim();
  return /^[0-7]+$/.test(digits) ? parseInt(digits, 8) : NaN;
}

function nameOf(header: Buffer): string {
  const name = textOf(header.subarray(0, 100));
  const isUstar = header.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = isUstar ? textOf(header.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Up to the first NUL. */
function textOf(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
}

/** `length name=value\n`, again and again. */
function paxOf(content: Buffer): Extended {
  const found: Extended = {};
  let at = 0;
  while (at < content.length) {
    const space = content.indexOf(32, at);
    const length = space < 0 ? NaN : Number(content.toString('latin1', at, space));
    if (!(length > space - at + 1) || at + length > content.length) break;
    const record = content.toString('utf8', space + 1, at + length - 1);
    const equals = record.indexOf('=');
    const value = record.slice(equals + 1);
    if (record.startsWith('path=')) found.path = value;
    if (record.startsWith('size=')) found.size = Number(value);
    at += length;
  }
  return found;
}

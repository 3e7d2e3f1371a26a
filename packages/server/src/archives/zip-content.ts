import type { Readable } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { FormatError } from '../formats/errors.ts';
import type { RandomBytes } from './bytes.ts';
import type { ZipEntryPlace } from './zip-directory.ts';

/** Up to here an entry is read in one piece: header and content in one go. */
const SMALL_BYTES = 256 * 1024;
const HEADER_BYTES = 30;
/** More than the extra fields that packers write, so that nearly always one read is enough. */
const EXTRA_BYTES = 64;

/** The content of an entry, never more than its stated size. Throws FormatError `zip_invalid` when it is damaged. */
export async function* zipContent(
  bytes: RandomBytes,
  entry: ZipEntryPlace,
): AsyncGenerator<Buffer> {
  let crc = 0;
  let size = 0;
  try {
    for await (const piece of pieces(bytes, entry)) {
      size += piece.length;
      if (size > entry.size) throw new Error('more bytes than it states');
      crc = crc32(piece, crc);
      yield piece;
    }
  } catch (error) {
    throw damaged(entry, error instanceof Error ? error.message : String(error));
  }
  if (size !== entry.size) throw damaged(entry, 'fewer bytes than it states');
  if (crc !== entry.crc32) throw damaged(entry, 'its checksum is wrong');
}

/** A part of an entry that is stored as it is; without a checksum, which is that of the whole. */
export async function* storedRange(
  bytes: RandomBytes,
  entry: ZipEntryPlace,
  range: { start: number; end: number },
): AsyncGenerator<Buffer> {
  const [start, end] = [Math.max(0, range.start), Math.min(range.end, entry.size)];
  if (start >= end) return;
  const { contentStart } = await head(bytes, entry, 0);
  yield* bytes.stream({
    start: contentStart + start,
    end: contentStart + end,
  }) as AsyncIterable<Buffer>;
}

function damaged({ path }: ZipEntryPlace, reason: string): FormatError {
  return new FormatError('zip_invalid', `the entry cannot be read: ${reason}`, { file: path });
}

async function* pieces(bytes: RandomBytes, entry: ZipEntryPlace): AsyncGenerator<Buffer> {
  const { packed, size } = entry;
  const isSmall = packed <= SMALL_BYTES && size <= SMALL_BYTES * 4;
  const { held, start, contentStart } = await head(bytes, entry, isSmall ? packed : 0);
  if (packed === 0) return;
  const range = { start: contentStart, end: contentStart + packed };
  if (isSmall) {
    const whole = start + packed <= held.length;
    const data = whole ? held.subarray(start, start + packed) : await bytes.read(range);
    yield entry.isDeflated ? inflateRawSync(data, { maxOutputLength: Math.max(1, size) }) : data;
    return;
  }
  const raw = bytes.stream(range);
  if (!entry.isDeflated) {
    yield* raw as AsyncIterable<Buffer>;
    return;
  }
  const inflate = createInflateRaw();
  raw.on('error', (error) => inflate.destroy(error));
  try {
    yield* raw.pipe(inflate) as Readable as AsyncIterable<Buffer>;
  } finally {
    raw.destroy();
  }
}

/** The local header with up to `more` bytes behind it; the content begins at `start` of what is held. */
async function head(bytes: RandomBytes, { offset, path }: ZipEntryPlace, more: number) {
  const guess = HEADER_BYTES + Buffer.byteLength(path) + EXTRA_BYTES;
  const end = Math.min(bytes.size, offset + guess + more);
  const held = await bytes.read({ start: offset, end });
  if (held.length < HEADER_BYTES || held.readUInt32LE(0) !== 0x04034b50) {
    throw new Error('its header is not there');
  }
  const start = HEADER_BYTES + held.readUInt16LE(26) + held.readUInt16LE(28);
  return { held, start, contentStart: offset + start };
}

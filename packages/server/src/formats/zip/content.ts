import { deflateRawSync } from 'node:zlib';
import { DEFLATED, STORED } from './records.ts';

/**
 * Content below this is stored: a label file of this size shrinks by less than its own header and path take, and
 * deflating it costs several times the rest of the entry.
 */
export const DEFLATE_FROM_BYTES = 512;

/**
 * Labels are digits: level 1 gives 94 % of what level 6 saves and takes a sixth of the time (measured: 15, 25 and 85 ms
 * per MB at levels 1, 3 and 6, which leave 36, 33 and 31 %).
 */
export const DEFLATE_LEVEL = 1;

/** Small content cannot use a large window, and setting one up would take longer than deflating. */
const SMALL_BYTES = 8 * 1024;
const SMALL = { level: DEFLATE_LEVEL, windowBits: 12, memLevel: 5, chunkSize: 4096 };

/** Async content that ends within this many bytes becomes a plain entry, which even the oldest readers take. */
const HOLD_BYTES = 1024 * 1024;

export type Content = AsyncIterable<string | Buffer>;

export function toBuffer(piece: string | Buffer): Buffer {
  return typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
}

/** The smaller of stored and deflated. */
export function pack(content: Buffer): { method: typeof STORED | typeof DEFLATED; data: Buffer } {
  if (content.length < DEFLATE_FROM_BYTES) return { method: STORED, data: content };
  const options = content.length < SMALL_BYTES ? SMALL : { level: DEFLATE_LEVEL };
  const data = deflateRawSync(content, options);
  return data.length < content.length
    ? { method: DEFLATED, data }
    : { method: STORED, data: content };
}

/** The whole content when it is small, else an iterable of all of it, the beginning included. */
export async function holdSmall(content: Content): Promise<Buffer | AsyncIterable<Buffer>> {
  const iterator = content[Symbol.asyncIterator]();
  const held: Buffer[] = [];
  let bytes = 0;
  while (bytes <= HOLD_BYTES) {
    const next = await iterator.next();
    if (next.done) return Buffer.concat(held);
    const piece = toBuffer(next.value);
    held.push(piece);
    bytes += piece.length;
  }
  return resume(held, iterator);
}

async function* resume(
  held: Buffer[],
  iterator: AsyncIterator<string | Buffer>,
): AsyncGenerator<Buffer> {
  try {
    yield* held.splice(0);
    for (;;) {
      const next = await iterator.next();
      if (next.done) return;
      yield toBuffer(next.value);
    }
  } finally {
    await iterator.return?.();
  }
}

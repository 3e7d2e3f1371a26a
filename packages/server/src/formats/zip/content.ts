import { deflateRawSync } from 'node:zlib';
import { DEFLATED, STORED } from './records.ts';

/**
 * Content below this is stored: a label file of this size shrinks by less than its own header and path take, and
 * deflating it costs several times the rest of the entry.
 */
export const DEFLATE_FROM_BYTES = 512;

/** Async content that ends within this many bytes becomes a plain entry, which even the oldest readers take. */
const HOLD_BYTES = 1024 * 1024;

export type Content = AsyncIterable<string | Buffer>;

export function toBuffer(piece: string | Buffer): Buffer {
  return typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
}

/** The smaller of stored and deflated. */
export function pack(content: Buffer): { method: typeof STORED | typeof DEFLATED; data: Buffer } {
  if (content.length < DEFLATE_FROM_BYTES) return { method: STORED, data: content };
  const data = deflateRawSync(content);
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

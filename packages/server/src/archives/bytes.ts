import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

interface Range {
  /** Half-open. */
  start: number;
  end: number;
}

/** Bytes that can be read anywhere: of a file, or of an object in the store. */
export interface RandomBytes {
  size: number;
  /** A part that fits into memory; shorter when the bytes end before it does. */
  read(range: Range): Promise<Buffer>;
  /** A part of any size. */
  stream(range: Range): Readable;
  close(): Promise<void>;
}

/** Bytes per step of a stream. */
const STEP_BYTES = 256 * 1024;

/** A file stays open until `close`: opening it for every small entry would cost more than reading. */
export async function fileBytes(path: string): Promise<RandomBytes> {
  const file = await open(path, 'r');
  const { size } = await file.stat();
  const read = async ({ start, end }: Range) => {
    const target = Buffer.allocUnsafe(Math.max(0, Math.min(end, size) - start));
    const { bytesRead } = await file.read(target, 0, target.length, start);
    return target.subarray(0, bytesRead);
  };
  // A stream of the handle's own would close the handle when it is given up.
  async function* steps({ start, end }: Range) {
    for (let at = start; at < end; at += STEP_BYTES) {
      yield await read({ start: at, end: Math.min(end, at + STEP_BYTES) });
    }
  }
  return {
    size,
    read,
    stream: (range) => Readable.from(steps(range), { objectMode: false }),
    close: () => file.close(),
  };
}

/** What can only be streamed. */
export function streamedBytes(size: number, stream: RandomBytes['stream']): RandomBytes {
  return { size, read: (range) => buffer(stream(range)), stream, close: async () => undefined };
}

/** For tests. */
export const memoryBytes = (bytes: Buffer): RandomBytes =>
  streamedBytes(bytes.length, ({ start, end }) => Readable.from([bytes.subarray(start, end)]));

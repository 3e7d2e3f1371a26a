import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/** Bytes that can be read anywhere: a file, or an object of the store. */
export interface RandomBytes {
  size: number;
  /** Half-open. */
  read(range: { start: number; end: number }): Readable;
}

export async function fileBytes(path: string): Promise<RandomBytes> {
  const { size } = await stat(path);
  return {
    size,
    read: ({ start, end }) => createReadStream(path, { start, end: end - 1 }),
  };
}

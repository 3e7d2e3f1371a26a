import { BLOCK, fileHeader, paddingOf } from './header.ts';

/** Two empty blocks end an archive. */
export const tarEnd = (): Buffer => Buffer.alloc(2 * BLOCK);

/** Bytes that a file takes in an archive, without an extended header. */
export const tarSize = (size: number): number => BLOCK + size + paddingOf(size);

/** A file with its header. Throws when the content has not exactly `size` bytes. */
export async function* tarFile(
  path: string,
  size: number,
  content: Iterable<Buffer> | AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  yield fileHeader(path, size);
  let bytes = 0;
  for await (const piece of content) {
    bytes += piece.length;
    if (bytes > size) break;
    yield piece;
  }
  if (bytes !== size) {
    const found = bytes > size ? 'more' : String(bytes);
    throw new Error(`${path}: the media should have ${size} bytes and has ${found}`);
  }
  const padding = paddingOf(size);
  if (padding > 0) yield Buffer.alloc(padding);
}

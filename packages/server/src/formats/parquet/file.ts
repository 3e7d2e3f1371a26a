import type { AsyncBuffer } from 'hyparquet';
import type { ImportSource, SourceFile } from '../model.ts';

/** Bytes that are read in one go: a column of a row group. */
const MAX_SLICE = 512 * 1024 * 1024;

/** Random access to a file of a source. Throws for more than 512 MiB at a time. */
export function asyncBuffer(source: ImportSource, { path, size }: SourceFile): AsyncBuffer {
  return {
    byteLength: size,
    async slice(start, end = size) {
      const length = Math.max(0, Math.min(end, size) - start);
      if (length > MAX_SLICE) throw new Error(`a column of ${length} bytes is too large`);
      const bytes = new Uint8Array(length);
      let at = 0;
      for await (const chunk of source.read(path, { start, end: start + length })) {
        bytes.set(chunk, at);
        at += chunk.length;
      }
      return bytes.buffer;
    },
  };
}

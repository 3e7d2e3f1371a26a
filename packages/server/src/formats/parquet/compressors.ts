import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { snappyUncompress, type Compressors } from 'hyparquet';

/** Bytes of an unpacked page: writers make them of 1 MiB, a bomb is of gigabytes. */
const MAX_PAGE = 256 * 1024 * 1024;

/** What unpacks a page, which says of itself how large it will be. Throws when that is too much. */
export const compressors: Compressors = {
  SNAPPY: (input, size) => {
    const output = new Uint8Array(checked(size));
    snappyUncompress(input, output);
    return output;
  },
  GZIP: (input, size) => gunzipSync(input, { maxOutputLength: Math.max(1, checked(size)) }),
  BROTLI: (input, size) =>
    brotliDecompressSync(input, { maxOutputLength: Math.max(1, checked(size)) }),
};

function checked(size: number): number {
  if (!(size >= 0 && size <= MAX_PAGE)) throw new Error(`a page of ${size} bytes is too large`);
  return size;
}

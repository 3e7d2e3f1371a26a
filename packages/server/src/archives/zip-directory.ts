import type { Readable } from 'node:stream';
import { fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { FormatError } from '../formats/errors.ts';
import { isSafePath } from '../formats/entry.ts';
import type { RandomBytes } from './bytes.ts';

export interface ZipEntryPlace {
  path: string;
  /** Bytes of the content, and of what is stored of it. */
  size: number;
  packed: number;
  crc32: number;
  isDeflated: boolean;
  /** Of the local header. */
  offset: number;
}

/** The table of contents is read in windows of this size: a read per record would open the file each time. */
const WINDOW_BYTES = 256 * 1024;

/**
 * The files of a ZIP archive in the order of its table of contents. Throws FormatError `zip_invalid` for what is no
 * archive or lies about itself: unsafe paths, encryption, unknown methods, and entries that share their bytes, of which
 * a small bomb is made.
 */
export async function* zipEntries(bytes: RandomBytes): AsyncGenerator<ZipEntryPlace> {
  let zip: ZipFile | undefined;
  let packed = 0;
  try {
    const reader = new WindowReader(bytes);
    zip = await fromRandomAccessReaderPromise(reader, bytes.size, {
      autoClose: false,
      lazyEntries: true,
    });
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      if (!isSafePath(entry.fileName))
        throw new Error(`unsafe path ${JSON.stringify(entry.fileName)}`);
      if (entry.isEncrypted()) throw new Error(`${entry.fileName} is encrypted`);
      if (!entry.canDecodeFileData())
        throw new Error(`${entry.fileName} is packed in an unknown way`);
      packed += entry.compressedSize;
      if (packed > bytes.size) throw new Error('its entries overlap');
      yield {
        path: entry.fileName,
        size: entry.uncompressedSize,
        packed: entry.compressedSize,
        crc32: entry.crc32,
        isDeflated: entry.compressionMethod === 8,
        offset: entry.relativeOffsetOfLocalHeader,
      };
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FormatError('zip_invalid', `this is no ZIP archive that can be read: ${reason}`);
  } finally {
    zip?.close();
  }
}

class WindowReader extends RandomAccessReader {
  readonly #bytes: RandomBytes;
  #start = 0;
  #window: Buffer = Buffer.alloc(0);

  constructor(bytes: RandomBytes) {
    super();
    this.#bytes = bytes;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return this.#bytes.stream({ start, end });
  }

  override read(
    target: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#at(position, length).then(
      (found) => {
        found.copy(target, offset);
        callback(found.length < length ? new Error('unexpected end of file') : null);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
    );
  }

  override close(callback: (error: Error | null) => void): void {
    callback(null);
  }

  async #at(position: number, length: number): Promise<Buffer> {
    const isHeld =
      position >= this.#start && position + length <= this.#start + this.#window.length;
    if (!isHeld) {
      const end = Math.min(this.#bytes.size, position + Math.max(length, WINDOW_BYTES));
      this.#window = await this.#bytes.read({ start: position, end });
      this.#start = position;
    }
    const from = position - this.#start;
    return this.#window.subarray(from, from + length);
  }
}

import { FormatError } from '../formats/errors.ts';
import type { ByteRange, ImportSource, SourceFile } from '../formats/model.ts';
import type { RandomBytes } from './bytes.ts';
import { LineIndex } from './line-index.ts';
import type { Scratch, ScratchFile } from './scratch.ts';
import { SortedLines } from './sorted-lines.ts';
import { storedRange, zipContent } from './zip-content.ts';
import { zipEntries, type ZipEntryPlace } from './zip-directory.ts';

type Numbers = [size: number, packed: number, crc32: number, isDeflated: 0 | 1, offset: number];

/**
 * A ZIP archive as a source. Its table of contents is sorted into a temporary file, so memory does not depend on the
 * number of entries. Of two entries with one path the first counts.
 */
export class ZipSource implements ImportSource {
  readonly #bytes: RandomBytes;
  readonly #index: LineIndex;

  readonly #scratch: Scratch;
  readonly #parts = new Map<string, Promise<ScratchFile>>();

  private constructor(bytes: RandomBytes, scratch: Scratch, index: LineIndex) {
    this.#bytes = bytes;
    this.#scratch = scratch;
    this.#index = index;
  }

  /** Takes over `bytes`, and closes them when it throws: FormatError `zip_invalid`. */
  static async open(bytes: RandomBytes, scratch: Scratch): Promise<ZipSource> {
    try {
      const lines = new SortedLines(scratch);
      for await (const entry of zipEntries(bytes)) {
        const { path, size, packed, crc32, isDeflated, offset } = entry;
        const numbers: Numbers = [size, packed, crc32, isDeflated ? 1 : 0, offset];
        await lines.add(path, numbers.join(' '));
      }
      return new ZipSource(bytes, scratch, await LineIndex.write(scratch, lines.sorted()));
    } catch (error) {
      await bytes.close();
      throw error;
    }
  }

  async *files(folder = '', suffixes?: readonly string[]): AsyncIterable<SourceFile> {
    const prefix = folder === '' ? '' : `${folder.replace(/\/+$/, '')}/`;
    for await (const { key: path, value } of this.#index.below(prefix)) {
      const name = path.toLowerCase();
      if (suffixes && !suffixes.some((suffix) => name.endsWith(suffix))) continue;
      yield { path, size: placeOf(path, value).size };
    }
  }

  async stat(path: string): Promise<SourceFile | undefined> {
    const entry = await this.entry(path);
    return entry && { path, size: entry.size };
  }

  async *read(path: string, range?: ByteRange): AsyncIterable<Buffer> {
    const entry = await this.entry(path);
    if (!entry) throw new FormatError('zip_invalid', `there is no ${path} in the archive`);
    if (!range) yield* zipContent(this.#bytes, entry);
    else if (!entry.isDeflated) yield* storedRange(this.#bytes, entry, range);
    else {
      const file = await this.#unpacked(entry);
      const end = Math.min(range.end, file.size);
      if (range.start < end) yield* file.read({ start: range.start, end });
    }
  }

  /** Deflated bytes can only be read from the beginning: where parts are wanted, they are unpacked once. */
  #unpacked(entry: ZipEntryPlace): Promise<ScratchFile> {
    const known = this.#parts.get(entry.path);
    if (known) return known;
    const unpacking = (async () => {
      const file = this.#scratch.file();
      for await (const piece of zipContent(this.#bytes, entry)) await file.write(piece);
      await file.end();
      return file;
    })();
    this.#parts.set(entry.path, unpacking);
    return unpacking;
  }

  close(): Promise<void> {
    return this.#bytes.close();
  }

  /** Where a file lies and what the archive says of it. */
  async entry(path: string): Promise<ZipEntryPlace | undefined> {
    const value = await this.#index.get(path);
    return value === undefined ? undefined : placeOf(path, value);
  }
}

function placeOf(path: string, value: string): ZipEntryPlace {
  const [size = 0, packed = 0, crc32 = 0, deflated = 0, offset = 0] = value.split(' ').map(Number);
  return { path, size, packed, crc32, isDeflated: deflated === 1, offset };
}

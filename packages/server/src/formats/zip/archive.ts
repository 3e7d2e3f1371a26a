import type { TransformOptions } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw, type ZlibOptions } from 'node:zlib';
import type { ArchiveSink, Spill } from '../model.ts';
import { isSafePath } from '../entry.ts';
import { Batch } from './batch.ts';
import { DEFLATE_LEVEL, holdSmall, pack, toBuffer } from './content.ts';
import type { ZipOutput, ZipSpills } from './ports.ts';
import { centralHeader, dataDescriptor, endOfArchive, localHeader } from './records.ts';
import { DEFLATED, STORED, type ZipEntry } from './records.ts';
import { Sums, SUMS_PATH } from './sums.ts';

/**
 * Content that may wait to be deflated. Deflating has a thread of its own: with the usual 16 KiB the writer would stand
 * still until each piece is done.
 */
const AHEAD_BYTES = 1024 * 1024;

/** Media up to this size is read once into memory; larger media is read twice, first for its checksum. */
const MEMORY_MEDIA_BYTES = 8 * 1024 * 1024;

/** How content of unknown size is written. `hear` is given every piece of it, not yet deflated. */
interface Streaming {
  level: number;
  hear: (piece: Buffer) => void;
}

/**
 * Writes a ZIP archive front to back in constant memory. The same entries give the same bytes. Call `finish`
 * last, which adds `SHA256SUMS`; an archive whose `entry` or `media` threw is broken and must be thrown away.
 */
export class ZipArchive implements ArchiveSink {
  private readonly out: Batch;
  private readonly directory: Batch;
  private readonly spill: Spill;
  private readonly sums: Sums;
  private readonly held: ZipSpills['later'];
  private entries = 0;
  /** Names without a folder: the writers' own files. Item paths are unique by `ExportItem.entry`. */
  private readonly topNames = new Set<string>();

  constructor(output: ZipOutput, { directory, sums, later }: ZipSpills) {
    this.out = new Batch(output);
    this.directory = new Batch((chunk) => directory.append(chunk));
    this.spill = directory;
    this.sums = new Sums(sums);
    this.held = later;
  }

  /** Throws when the path is unsafe, or names a top-level file for the second time. */
  async entry(
    path: string,
    content: string | Buffer | AsyncIterable<string | Buffer>,
    { packed = false } = {},
  ) {
    const name = this.claim(path);
    const isWhole = typeof content === 'string' || Buffer.isBuffer(content);
    const held = isWhole ? toBuffer(content) : await holdSmall(content);
    if (Buffer.isBuffer(held)) {
      await this.packed(name, held);
      await this.sums.add(name, held);
    } else {
      const sum = Sums.begin();
      // Level 0 stores, in blocks that tell readers where the content ends although its size is not known before.
      const level = packed ? 0 : DEFLATE_LEVEL;
      await this.streamed(name, held, { level, hear: (piece) => void sum.update(piece) });
      await this.sums.addHash(name, sum);
    }
  }

  /** Throws when the content has not exactly `size` bytes, or differs when it is read again. */
  async media(path: string, size: number, content: () => AsyncIterable<Buffer>) {
    const name = this.claim(path);
    const sum = Sums.begin();
    if (size <= MEMORY_MEDIA_BYTES) {
      const whole: Buffer[] = [];
      const crc = await checked(path, size, content(), (piece) => {
        whole.push(piece);
        sum.update(piece);
        return undefined;
      });
      await this.header(entryOf(name, STORED, crc, size, size));
      for (const piece of whole) await this.out.write(piece);
    } else {
      const crc = await checked(path, size, content(), () => undefined);
      await this.header(entryOf(name, STORED, crc, size, size));
      const again = await checked(path, size, content(), (piece) => {
        sum.update(piece);
        return this.out.write(piece);
      });
      if (again !== crc) throw new Error(`${path}: the media changed while it was written`);
    }
    await this.sums.addHash(name, sum);
  }

  async later(): Promise<Spill> {
    await this.held.clear();
    return this.held;
  }

  /** Writes `SHA256SUMS` and the table of contents. Returns what the archive holds. */
  async finish(): Promise<{ entries: number; bytes: number }> {
    const name = this.claim(SUMS_PATH);
    const held = await holdSmall(this.sums.read());
    if (Buffer.isBuffer(held)) await this.packed(name, held);
    else await this.streamed(name, held, { level: DEFLATE_LEVEL, hear: () => undefined });
    await this.directory.flush();
    const offset = this.out.offset;
    for await (const chunk of this.spill.read()) await this.out.write(chunk);
    await this.out.write(endOfArchive(this.entries, offset, this.out.offset - offset));
    await this.out.flush();
    return { entries: this.entries, bytes: this.out.offset };
  }

  private claim(path: string): Buffer {
    if (!isSafePath(path)) throw new Error(`Not a safe path for an archive: ${path}`);
    if (!path.includes('/')) {
      if (this.topNames.has(path)) throw new Error(`Already in the archive: ${path}`);
      this.topNames.add(path);
    }
    return Buffer.from(path, 'utf8');
  }

  private async packed(name: Buffer, content: Buffer): Promise<void> {
    const { method, data } = pack(content);
    await this.header(entryOf(name, method, crc32(content), data.length, content.length));
    await this.out.write(data);
  }

  private async streamed(
    name: Buffer,
    content: AsyncIterable<Buffer>,
    { level, hear }: Streaming,
  ): Promise<void> {
    const entry = { ...entryOf(name, DEFLATED, 0, 0, 0), offset: this.out.offset, streamed: true };
    await this.out.write(localHeader(entry));
    const count = async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        entry.crc = crc32(piece, entry.crc);
        entry.size += piece.length;
        hear(piece);
        yield piece;
      }
    };
    const options: ZlibOptions & TransformOptions = {
      ...{ level, chunkSize: 128 * 1024 },
      highWaterMark: AHEAD_BYTES,
    };
    await pipeline(
      count(content),
      createDeflateRaw(options),
      async (deflated: AsyncIterable<Buffer>) => {
        for await (const piece of deflated) {
          entry.compressedSize += piece.length;
          await this.out.write(piece);
        }
      },
    );
    await this.out.write(dataDescriptor(entry));
    await this.list(entry);
  }

  private async header(entry: ZipEntry): Promise<void> {
    entry.offset = this.out.offset;
    await this.out.write(localHeader(entry));
    await this.list(entry);
  }

  private list(entry: ZipEntry): Promise<void> | undefined {
    this.entries += 1;
    return this.directory.write(centralHeader(entry));
  }
}

function entryOf(
  name: Buffer,
  method: ZipEntry['method'],
  crc: number,
  compressedSize: number,
  size: number,
): ZipEntry {
  return { name, method, crc, compressedSize, size, offset: 0, streamed: false };
}

/** Hands on every piece; returns the CRC-32 of all of them. */
async function checked(
  path: string,
  size: number,
  content: AsyncIterable<Buffer>,
  take: (piece: Buffer) => Promise<void> | undefined,
): Promise<number> {
  let crc = 0;
  let bytes = 0;
  for await (const piece of content) {
    bytes += piece.length;
    if (bytes > size) break;
    crc = crc32(piece, crc);
    await take(piece);
  }
  if (bytes !== size) {
    const found = bytes > size ? 'more' : String(bytes);
    throw new Error(`${path}: the media should have ${size} bytes and has ${found}`);
  }
  return crc;
}

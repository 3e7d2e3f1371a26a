import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

interface Entry {
  name: string;
  deflated: boolean;
  packed: number;
  /** Of its local header. */
  offset: number;
}

/** Longest end record with its comment, and the ZIP64 locator before it. */
const END_BYTES = 65_535 + 22 + 20;

/** Reads the entries of an archive one after the other, in constant memory, by its central directory as unzip does. */
export async function* readZip(path: string): AsyncGenerator<{ name: string; content: Readable }> {
  const file = await open(path, 'r');
  try {
    for await (const entry of directory(file)) {
      const header = await bytes(file, entry.offset, 30);
      const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
      // A stream always reads the byte at its end.
      const raw =
        entry.packed === 0
          ? Readable.from([])
          : createReadStream(path, { start, end: start + entry.packed - 1 });
      yield {
        name: entry.name,
        content: entry.deflated ? raw.pipe(createInflateRaw()) : raw,
      };
    }
  } finally {
    await file.close();
  }
}

async function* directory(file: FileHandle): AsyncGenerator<Entry> {
  const { size } = await file.stat();
  const from = Math.max(0, size - END_BYTES);
  const tail = await bytes(file, from, size - from);
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('not a zip archive');
  let [count, length, at] = [
    tail.readUInt16LE(end + 10),
    tail.readUInt32LE(end + 12),
    tail.readUInt32LE(end + 16),
  ];
  if (end >= 20 && tail.readUInt32LE(end - 20) === 0x07064b50) {
    const end64 = await bytes(file, Number(tail.readBigUInt64LE(end - 12)), 56);
    const number = (place: number) => Number(end64.readBigUInt64LE(place));
    [count, length, at] = [number(32), number(40), number(48)];
  }
  // Entries are read in windows: the whole directory of a million would be 100 MB.
  let window = Buffer.alloc(0);
  let [read, place] = [0, 0];
  for (let n = 0; n < count; n += 1) {
    if (window.length - place < 128 * 1024 && read < length) {
      const more = await bytes(file, at + read, Math.min(1024 * 1024, length - read));
      window = Buffer.concat([window.subarray(place), more]);
      [read, place] = [read + more.length, 0];
    }
    const entry = window.subarray(place);
    const [name, extra, comment] = [28, 30, 32].map((o) => entry.readUInt16LE(o)) as [
      number,
      number,
      number,
    ];
    yield entryAt(entry, name, entry.subarray(46 + name, 46 + name + extra));
    place += 46 + name + extra + comment;
  }
}

const FULL = 0xffffffff;

/** ZIP64 keeps what does not fit (size, packed size, offset, in that order) in the extra field 1. */
function entryAt(entry: Buffer, nameLength: number, extra: Buffer): Entry {
  const [size, packed, offset] = [24, 20, 42].map((at) => entry.readUInt32LE(at)) as [
    number,
    number,
    number,
  ];
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1)
    at += 4 + extra.readUInt16LE(at + 2);
  let next = at + 4;
  const large = (value: number) => {
    if (value !== FULL) return value;
    next += 8;
    return Number(extra.readBigUInt64LE(next - 8));
  };
  large(size);
  return {
    name: entry.toString('utf8', 46, 46 + nameLength),
    deflated: entry.readUInt16LE(10) === 8,
    packed: large(packed),
    offset: large(offset),
  };
}

async function bytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  await file.read(buffer, 0, length, position);
  return buffer;
}

/**
 * The records of a ZIP archive, byte for byte (APPNOTE 6.3.10, sections 4.3 to 4.5). Numbers that do not fit
 * their 32-bit field are all ones there and stand in the ZIP64 extra field instead.
 */

/** Compression methods. */
export const STORED = 0;
export const DEFLATED = 8;

export interface ZipEntry {
  /** UTF-8 path. */
  name: Buffer;
  method: typeof STORED | typeof DEFLATED;
  crc: number;
  compressedSize: number;
  size: number;
  /** Position of the local header. */
  offset: number;
  /** Sizes and CRC were unknown when the local header was written: they follow the data. */
  streamed: boolean;
}

/** 2.0: deflate; 4.5: ZIP64. */
const VERSION_DEFLATE = 20;
const VERSION_ZIP64 = 45;
/** Made by: upper byte 3 is Unix, so that the file mode below counts. */
const MADE_BY = (3 << 8) | VERSION_ZIP64;
/** A regular file, rw-r--r--, the same for every entry so that the same content gives the same bytes. */
const UNIX_MODE = (0o100644 << 16) >>> 0;
/** 1980-01-01 00:00, the first moment that ZIP can name: fixed for the same reason. */
const DOS_DATE = (1 << 5) | 1;
const FLAG_DESCRIPTOR = 1 << 3;
const FLAG_UTF8 = 1 << 11;
/** All ones: "see the ZIP64 field", so the value itself cannot be used. */
const MAX_32 = 0xffffffff;
const MAX_16 = 0xffff;

/** A streamed entry may grow past 4 GiB, so it is ZIP64 from the start: in all three of its records alike. */
function isLarge(entry: ZipEntry): boolean {
  return entry.streamed || entry.size >= MAX_32 || entry.compressedSize >= MAX_32;
}

function flags(entry: ZipEntry): number {
  return FLAG_UTF8 | (entry.streamed ? FLAG_DESCRIPTOR : 0);
}

/** ZIP64 extended information, holding the given 64-bit values; empty when there is none. */
function zip64Field(values: number[]): Buffer {
  if (values.length === 0) return Buffer.alloc(0);
  const field = Buffer.allocUnsafe(4 + 8 * values.length);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8 * values.length, 2);
  values.forEach((value, at) => field.writeBigUInt64LE(BigInt(value), 4 + 8 * at));
  return field;
}

export function localHeader(entry: ZipEntry): Buffer {
  const large = isLarge(entry);
  const size = entry.streamed ? 0 : entry.size;
  const compressedSize = entry.streamed ? 0 : entry.compressedSize;
  const extra = zip64Field(large ? [size, compressedSize] : []);
  const header = Buffer.allocUnsafe(30 + entry.name.length + extra.length);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(large ? VERSION_ZIP64 : VERSION_DEFLATE, 4);
  header.writeUInt16LE(flags(entry), 6);
  header.writeUInt16LE(entry.method, 8);
  header.writeUInt16LE(0, 10);
  header.writeUInt16LE(DOS_DATE, 12);
  header.writeUInt32LE(entry.streamed ? 0 : entry.crc, 14);
  header.writeUInt32LE(large ? MAX_32 : compressedSize, 18);
  header.writeUInt32LE(large ? MAX_32 : size, 22);
  header.writeUInt16LE(entry.name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  entry.name.copy(header, 30);
  extra.copy(header, 30 + entry.name.length);
  return header;
}

/** Follows the data of a streamed entry. */
export function dataDescriptor(entry: ZipEntry): Buffer {
  const record = Buffer.allocUnsafe(24);
  record.writeUInt32LE(0x08074b50, 0);
  record.writeUInt32LE(entry.crc, 4);
  record.writeBigUInt64LE(BigInt(entry.compressedSize), 8);
  record.writeBigUInt64LE(BigInt(entry.size), 16);
  return record;
}

export function centralHeader(entry: ZipEntry): Buffer {
  const large = isLarge(entry);
  const far = entry.offset >= MAX_32;
  const extra = zip64Field([
    ...(large ? [entry.size, entry.compressedSize] : []),
    ...(far ? [entry.offset] : []),
  ]);
  const header = Buffer.alloc(46 + entry.name.length + extra.length);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(MADE_BY, 4);
  header.writeUInt16LE(large || far ? VERSION_ZIP64 : VERSION_DEFLATE, 6);
  header.writeUInt16LE(flags(entry), 8);
  header.writeUInt16LE(entry.method, 10);
  header.writeUInt16LE(DOS_DATE, 14);
  header.writeUInt32LE(entry.crc, 16);
  header.writeUInt32LE(large ? MAX_32 : entry.compressedSize, 20);
  header.writeUInt32LE(large ? MAX_32 : entry.size, 24);
  header.writeUInt16LE(entry.name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(UNIX_MODE, 38);
  header.writeUInt32LE(far ? MAX_32 : entry.offset, 42);
  entry.name.copy(header, 46);
  extra.copy(header, 46 + entry.name.length);
  return header;
}

/** The last records; `offset` and `size` are those of the central directory. */
export function endOfArchive(entries: number, offset: number, size: number): Buffer {
  const large = entries >= MAX_16 || offset >= MAX_32 || size >= MAX_32;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(entries, MAX_16), 8);
  end.writeUInt16LE(Math.min(entries, MAX_16), 10);
  end.writeUInt32LE(Math.min(size, MAX_32), 12);
  end.writeUInt32LE(Math.min(offset, MAX_32), 16);
  return large ? Buffer.concat([zip64End(entries, offset, size), end]) : end;
}

function zip64End(entries: number, offset: number, size: number): Buffer {
  const record = Buffer.alloc(56 + 20);
  record.writeUInt32LE(0x06064b50, 0);
  // The record's own length without its first 12 bytes.
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(MADE_BY, 12);
  record.writeUInt16LE(VERSION_ZIP64, 14);
  record.writeBigUInt64LE(BigInt(entries), 24);
  record.writeBigUInt64LE(BigInt(entries), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  // The locator: where that record begins, on the only disk there is.
  record.writeUInt32LE(0x07064b50, 56);
  record.writeBigUInt64LE(BigInt(offset + size), 64);
  record.writeUInt32LE(1, 72);
  return record;
}

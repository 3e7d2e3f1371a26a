import { expect, test } from 'vitest';
import {
  centralHeader,
  dataDescriptor,
  endOfArchive,
  localHeader,
  type ZipEntry,
} from './records.ts';

const GIB = 1024 ** 3;

function entry(more: Partial<ZipEntry>): ZipEntry {
  const name = Buffer.from('a');
  return {
    name,
    method: 0,
    crc: 7,
    compressedSize: 1,
    size: 1,
    offset: 0,
    streamed: false,
    ...more,
  };
}

test('a small entry has no extra field', () => {
  expect(localHeader(entry({})).length).toBe(31);
  expect(centralHeader(entry({})).length).toBe(47);
  expect(endOfArchive(1, 32, 47).length).toBe(22);
});

test('5 GiB: both sizes stand in the ZIP64 field of both headers', () => {
  const large = entry({ size: 5 * GIB, compressedSize: 5 * GIB });
  const local = localHeader(large);
  expect(local.readUInt16LE(4)).toBe(45);
  expect([local.readUInt32LE(18), local.readUInt32LE(22)]).toEqual([0xffffffff, 0xffffffff]);
  expect([local.readUInt16LE(31), local.readUInt16LE(33)]).toEqual([1, 16]);
  expect(local.readBigUInt64LE(35)).toBe(BigInt(5 * GIB));
  const central = centralHeader(large);
  expect(central.readUInt32LE(42)).toBe(0);
  expect([central.readUInt16LE(47), central.readUInt16LE(49)]).toEqual([1, 16]);
  expect(central.readBigUInt64LE(59)).toBe(BigInt(5 * GIB));
});

test('a small entry beyond 4 GiB: only its offset stands in the ZIP64 field', () => {
  const central = centralHeader(entry({ offset: 6 * GIB }));
  expect(central.readUInt32LE(42)).toBe(0xffffffff);
  expect(central.readUInt32LE(20)).toBe(1);
  expect([central.readUInt16LE(47), central.readUInt16LE(49)]).toEqual([1, 8]);
  expect(central.readBigUInt64LE(51)).toBe(BigInt(6 * GIB));
});

test('exactly 4 GiB - 1 is the mark itself and so needs ZIP64', () => {
  expect(centralHeader(entry({ offset: 4 * GIB - 1 })).length).toBe(47 + 12);
  expect(centralHeader(entry({ offset: 4 * GIB - 2 })).length).toBe(47);
});

test('a streamed entry: sizes follow the data in 64 bits', () => {
  const streamed = entry({ streamed: true, size: 5 * GIB, compressedSize: 3 });
  const local = localHeader(streamed);
  expect(local.readUInt16LE(6) & 8).toBe(8);
  expect(local.readUInt32LE(14)).toBe(0);
  expect(local.readBigUInt64LE(35)).toBe(0n);
  const descriptor = dataDescriptor(streamed);
  expect(descriptor.readUInt32LE(4)).toBe(7);
  expect(descriptor.readBigUInt64LE(8)).toBe(3n);
  expect(descriptor.readBigUInt64LE(16)).toBe(BigInt(5 * GIB));
});

test('the end record of a large archive is preceded by its 64-bit form and the locator', () => {
  const end = endOfArchive(70_000, 5 * GIB, 100);
  expect(end.length).toBe(56 + 20 + 22);
  expect(end.readBigUInt64LE(24)).toBe(70_000n);
  expect(end.readBigUInt64LE(48)).toBe(BigInt(5 * GIB));
  expect(end.readBigUInt64LE(64)).toBe(BigInt(5 * GIB + 100));
  expect(end.readUInt16LE(76 + 10)).toBe(0xffff);
  expect(end.readUInt32LE(76 + 12)).toBe(100);
});

test('every entry has the same date and the mode rw-r--r--', () => {
  const central = centralHeader(entry({}));
  expect([central.readUInt16LE(12), central.readUInt16LE(14)]).toEqual([0, 0x21]);
  expect(central.readUInt32LE(38) >>> 16).toBe(0o100644);
});

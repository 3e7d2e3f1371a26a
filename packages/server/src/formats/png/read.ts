import { inflateSync } from 'node:zlib';
import { unfilter } from './unfilter.ts';

/** Pixels as `0xRRGGBB`, rows from the top. */
export interface Png {
  width: number;
  height: number;
  pixels: Uint32Array;
}

/** Pixels of one image: a mask is decoded in memory, at four bytes each. */
const MAX_PIXELS = 100_000_000;
/** Samples per pixel, by colour type. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

interface Parts {
  head: Buffer;
  palette: Buffer;
  data: Buffer[];
}

/**
 * A PNG with up to eight bits per sample that is not interlaced, as masks are; undefined for every other file, also a
 * broken or a huge one.
 */
export function readPng(file: Buffer): Png | undefined {
  const parts = partsOf(file);
  if (!parts) return undefined;
  const [width, height] = [parts.head.readUInt32BE(0), parts.head.readUInt32BE(4)];
  const [depth = 0, color = 0, , , interlaced] = parts.head.subarray(8);
  const samples = SAMPLES[color];
  const isRead = depth === 8 || (samples === 1 && [1, 2, 4].includes(depth));
  if (!samples || !isRead || interlaced !== 0) return undefined;
  if (width === 0 || height === 0 || width * height > MAX_PIXELS) return undefined;
  const rowBytes = Math.ceil((width * samples * depth) / 8);
  const size = (rowBytes + 1) * height;
  let raw: Buffer;
  try {
    raw = inflateSync(Buffer.concat(parts.data), { maxOutputLength: size + 1 });
  } catch {
    return undefined;
  }
  if (raw.length < size) return undefined;
  unfilter(raw, rowBytes, height, Math.max(1, samples * (depth >> 3)));
  const pixels = new Uint32Array(width * height);
  const valueOf = colorOf(color, depth, parts.palette);
  for (let y = 0; y < height; y += 1) {
    const row = raw.subarray(y * (rowBytes + 1) + 1, (y + 1) * (rowBytes + 1));
    for (let x = 0; x < width; x += 1) pixels[y * width + x] = valueOf(row, x, samples);
  }
  return { width, height, pixels };
}

type ValueOf = (row: Buffer, x: number, samples: number) => number;

function colorOf(color: number, depth: number, palette: Buffer): ValueOf {
  const rgb = (from: Buffer, at: number) =>
    ((from[at] ?? 0) << 16) | ((from[at + 1] ?? 0) << 8) | (from[at + 2] ?? 0);
  if (color === 2 || color === 6) return (row, x, samples) => rgb(row, x * samples);
  const most = (1 << depth) - 1;
  const sample: ValueOf = (row, x, samples) =>
    depth === 8
      ? (row[x * samples] ?? 0)
      : ((row[(x * depth) >> 3] ?? 0) >> (8 - depth - ((x * depth) & 7))) & most;
  if (color === 3) return (row, x, samples) => rgb(palette, sample(row, x, samples) * 3);
  return (row, x, samples) => (sample(row, x, samples) / most) * 255 * 0x010101;
}

function partsOf(file: Buffer): Parts | undefined {
  if (!file.subarray(0, 8).equals(SIGNATURE)) return undefined;
  const parts: Parts = { head: Buffer.alloc(0), palette: Buffer.alloc(0), data: [] };
  for (let at = 8; at + 8 <= file.length;) {
    const end = at + 8 + file.readUInt32BE(at);
    const data = file.subarray(at + 8, end);
    const name = file.toString('latin1', at + 4, at + 8);
    if (name === 'IHDR') parts.head = data;
    else if (name === 'PLTE') parts.palette = data;
    else if (name === 'IDAT') parts.data.push(data);
    // Behind the data comes its checksum.
    at = end + 4;
  }
  return parts.head.length === 13 && parts.data.length > 0 ? parts : undefined;
}

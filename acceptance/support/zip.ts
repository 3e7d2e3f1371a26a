import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const FULL = 0xffffffff;

/**
 * Reads an archive the long way round, by its central directory as unzip does: an archive that only its own
 * writer can read would pass otherwise. Throws on entries outside the archive and on duplicates.
 */
export function unzip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || bytes.readUInt32LE(end) !== END) throw new Error('not a zip archive');
  let count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (end >= 20 && bytes.readUInt32LE(end - 20) === LOCATOR64) {
    const end64 = Number(bytes.readBigUInt64LE(end - 12));
    if (bytes.readUInt32LE(end64) !== END64) throw new Error('bad zip64 record');
    count = Number(bytes.readBigUInt64LE(end64 + 32));
    at = Number(bytes.readBigUInt64LE(end64 + 48));
  }
  const entries = new Map<string, Buffer>();
  for (let n = 0; n < count; n++) {
    if (bytes.readUInt32LE(at) !== CENTRAL) throw new Error('bad central directory');
    const method = bytes.readUInt16LE(at + 10);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((o) =>
      bytes.readUInt16LE(at + o),
    ) as [number, number, number];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const { packed, size, offset } = sizes(bytes, at, extra);
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    const raw = bytes.subarray(start, start + packed);
    const content = method === 0 ? raw : inflateRawSync(raw);
    if (content.length !== size) throw new Error(`${name}: ${content.length} bytes, not ${size}`);
    if (normalize(name) !== name || name.startsWith('/') || name.startsWith('..')) {
      throw new Error(`${name} leaves the archive`);
    }
    if (entries.has(name)) throw new Error(`${name} is there twice`);
    entries.set(name, content);
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/** Sizes and offset of an entry; where they do not fit they stand in the zip64 field, in this order. */
function sizes(bytes: Buffer, at: number, extra: Buffer) {
  let size = bytes.readUInt32LE(at + 24);
  let packed = bytes.readUInt32LE(at + 20);
  let offset = bytes.readUInt32LE(at + 42);
  for (let o = 0; o + 4 <= extra.length; o += 4 + extra.readUInt16LE(o + 2)) {
    if (extra.readUInt16LE(o) !== 1) continue;
    let field = o + 4;
    const next = () => Number(extra.readBigUInt64LE((field += 8) - 8));
    if (size === FULL) size = next();
    if (packed === FULL) packed = next();
    if (offset === FULL) offset = next();
  }
  return { size, packed, offset };
}

export async function extract(bytes: Buffer, root: string): Promise<string[]> {
  const entries = unzip(bytes);
  for (const [name, content] of entries) {
    if (name.endsWith('/')) continue;
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), content);
  }
  return [...entries.keys()];
}

/** Loads an archive as any client does: without a key. */
export async function download(url: string): Promise<Buffer> {
  const reply = await fetch(url);
  if (reply.status !== 200) throw new Error(`${reply.status} for ${url}: ${await reply.text()}`);
  return Buffer.from(await reply.arrayBuffer());
}

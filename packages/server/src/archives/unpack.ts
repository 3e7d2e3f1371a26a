import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { isSafePath } from '../formats/entry.ts';
import { FormatError } from '../formats/errors.ts';
import { readTar } from '../formats/tar/read.ts';
import { fileBytes, type RandomBytes } from './bytes.ts';
import { zipContent } from './zip-content.ts';
import { zipEntries } from './zip-directory.ts';

/** Files of one archive; a table of contents of more is an attack or a backup. */
const MOST_FILES = 1_000_000;

/**
 * Unpacks a .zip, .tar, .tar.gz or .tgz into an empty folder: regular files only, never outside of it, and never more than
 * `most` bytes. False for what is no such archive, or is a tar of samples (a WebDataset). Throws FormatError.
 */
export async function unpackArchive(
  archive: string,
  folder: string,
  most: number,
  signal: AbortSignal,
): Promise<boolean> {
  const name = archive.toLowerCase();
  const room = new Room(most);
  if (name.endsWith('.zip')) await unpackZip(archive, folder, room, signal);
  else if (name.endsWith('.tar')) return unpackTar(archive, folder, room, signal);
  else if (/\.(tar\.gz|tgz)$/.test(name)) {
    const plain = join(folder, '..', 'archive.tar.part');
    try {
      // A stream of its own bounds what a small file may become.
      const bounded = bound(createReadStream(archive).pipe(createGunzip()), new Room(2 * most));
      await pipeline(bounded, createWriteStream(plain, { mode: 0o600 }), { signal });
      await unpackTar(plain, folder, room, signal);
    } finally {
      await rm(plain, { force: true });
    }
  } else return false;
  return true;
}

/** What is left of the limits. Throws FormatError `archive_too_large`. */
class Room {
  #bytes: number;
  #files = MOST_FILES;

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  bytes(count: number): void {
    this.#bytes -= count;
    if (this.#bytes < 0) throw tooLarge('it unpacks to more bytes than an upload may have');
  }

  file(path: string): void {
    if (!isSafePath(path)) {
      throw new FormatError('archive_unsafe', `an entry has the path ${JSON.stringify(path)}`);
    }
    if (--this.#files < 0) throw tooLarge('it has too many files');
  }
}

const tooLarge = (reason: string) => new FormatError('archive_too_large', reason);

async function unpackZip(archive: string, folder: string, room: Room, signal: AbortSignal) {
  const bytes = await fileBytes(archive);
  try {
    // All of it is looked at before the first byte is written.
    for await (const { path, size } of zipEntries(bytes)) {
      room.file(path);
      room.bytes(size);
    }
    for await (const entry of zipEntries(bytes)) {
      signal.throwIfAborted();
      if (!isHiddenCopy(entry.path)) await write(folder, entry.path, zipContent(bytes, entry));
    }
  } finally {
    await bytes.close();
  }
}

async function unpackTar(
  archive: string,
  folder: string,
  room: Room,
  signal: AbortSignal,
): Promise<boolean> {
  const members = () => readTar(createReadStream(archive), () => false);
  if (await comesInSamples(members())) return false;
  const bytes = await fileBytes(archive);
  try {
    for await (const { path, range } of members()) {
      const plain = path.replace(/^(\.\/)+/, '');
      if (plain === '') continue;
      room.file(plain);
      room.bytes(range.end - range.start);
      signal.throwIfAborted();
      if (!isHiddenCopy(plain)) await write(folder, plain, content(bytes, range));
    }
  } finally {
    await bytes.close();
  }
  return true;
}

const content = (bytes: RandomBytes, range: { start: number; end: number }) =>
  bytes.stream(range) as AsyncIterable<Buffer>;

/** The first two files differ in their last suffix only. */
async function comesInSamples(members: AsyncIterable<{ path: string }>): Promise<boolean> {
  const stems: string[] = [];
  for await (const { path } of members) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    stems.push(path.slice(0, path.length - name.length) + name.split('.', 1)[0]);
    if (stems.length === 2) break;
  }
  return stems.length === 2 && stems[0] === stems[1];
}

/** What macOS puts beside every file. */
const isHiddenCopy = (path: string) => /(^|\/)(__MACOSX\/|\._|\.DS_Store$)/.test(path);

async function write(folder: string, path: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  // A second entry of the same path, or one that case does not tell apart, is not written over the first.
  await pipeline(chunks, createWriteStream(target, { flags: 'wx', mode: 0o600 })).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
}

async function* bound(chunks: AsyncIterable<Buffer>, room: Room): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    room.bytes(chunk.length);
    yield chunk;
  }
}

import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { randomUUID } from 'node:crypto';
import type { ByteRange, ObjectStore } from './store.ts';

/**
 * Objects as files below a folder. A write goes to `tmp/WRITER/` first and is renamed when it is whole and on the disk.
 * `writer` names this process, so that what it leaves behind when it is killed can be told from the work of others.
 */
export class DiskStore implements ObjectStore {
  readonly #root: string;
  readonly #temporary: string;

  constructor(root: string, writer = 'only') {
    this.#root = root;
    this.#temporary = join(root, 'tmp', writer);
  }

  path(key: string): string {
    if (!/^[\w.-]+(\/[\w.-]+)*$/.test(key) || key.split('/').includes('..')) {
      throw new Error(`Not an object key: ${key}`);
    }
    return join(this.#root, 'objects', key);
  }

  async size(key: string): Promise<number | undefined> {
    try {
      return (await stat(this.path(key))).size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  read(key: string, range?: ByteRange): Readable {
    // Node's `end` is inclusive.
    return createReadStream(this.path(key), range && { start: range.start, end: range.end - 1 });
  }

  async write(key: string, content: AsyncIterable<Buffer>): Promise<number> {
    const target = this.path(key);
    const temporary = join(this.#temporary, randomUUID());
    await mkdir(dirname(temporary), { recursive: true });
    try {
      const output = createWriteStream(temporary, { flags: 'wx' });
      await pipeline(content, output);
      await syncFile(temporary);
      await mkdir(dirname(target), { recursive: true });
      await rename(temporary, target);
      return output.bytesWritten;
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async delete(key: string): Promise<void> {
    await rm(this.path(key), { force: true });
  }

  async deleteFolder(prefix: string): Promise<void> {
    await rm(this.path(prefix.replace(/\/$/, '')), { recursive: true, force: true });
  }
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

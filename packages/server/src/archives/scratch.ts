import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** A temporary folder; `remove` it at the end in every case. */
export class Scratch {
  readonly #folder: string;
  #files = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** In the system's folder for temporary files. */
  static async make(): Promise<Scratch> {
    return new Scratch(await mkdtemp(join(tmpdir(), 'sheaf-')));
  }

  /** A file that does not exist yet. */
  file(): ScratchFile {
    this.#files += 1;
    return new ScratchFile(join(this.#folder, String(this.#files)));
  }

  remove(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true });
  }
}

/** A file that is written from front to back, then read in any order. */
export class ScratchFile {
  readonly path: string;
  /** Bytes handed over. */
  size = 0;
  #output: WriteStream | undefined;

  constructor(path: string) {
    this.path = path;
  }

  async write(content: string | Buffer): Promise<void> {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    this.size += bytes.length;
    this.#output ??= createWriteStream(this.path, { mode: 0o600 });
    if (!this.#output.write(bytes)) await once(this.#output, 'drain');
  }

  /** To be called before the first read. */
  async end(): Promise<void> {
    const output = (this.#output ??= createWriteStream(this.path, { mode: 0o600 }));
    output.end();
    await once(output, 'close');
  }

  /** The bytes from `start` to before `end`. */
  read({ start, end }: { start: number; end: number }): Readable {
    return createReadStream(this.path, { start, end: end - 1, highWaterMark: 64 * 1024 });
  }
}

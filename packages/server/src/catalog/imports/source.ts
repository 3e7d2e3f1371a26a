import { isUtf8 } from 'node:buffer';
import { open, opendir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { ByteRange, ImportSource, Problem, SourceFile } from '../../formats/model.ts';
import { FolderNames } from './folder-names.ts';
import { isInside, type SourcePlace } from './roots.ts';

/** File system calls under way at a time while listing: the thread pool behind them has four threads. */
const STATS_AT_ONCE = 32;
const READ_BYTES = 256 * 1024;

/**
 * A folder as a source. Only regular files inside the root exist for it: names are resolved through all symbolic
 * links first. Memory while listing is the names of one folder and of those above it.
 */
export class FolderSource implements ImportSource {
  readonly #place: SourcePlace;
  readonly #onProblem: (problem: Problem) => void;
  readonly #names = new FolderNames();

  /** `onProblem` hears of names that cannot be imported, each time they are met. */
  constructor(place: SourcePlace, onProblem: (problem: Problem) => void = () => undefined) {
    this.#place = place;
    this.#onProblem = onProblem;
  }

  async *files(folder = '', suffixes?: readonly string[]): AsyncIterable<SourceFile> {
    const wanted = (name: string) =>
      !suffixes || suffixes.some((suffix) => name.toLowerCase().endsWith(suffix));
    if (this.#place.only !== undefined) {
      const file = folder === '' ? await this.stat(this.#place.only) : undefined;
      if (file && wanted(file.path)) yield file;
      return;
    }
    const start = folder.replace(/\/+$/, '');
    if (start !== '' && !(await this.#isFolder(start))) return;
    yield* this.#walk(start, wanted);
  }

  /** Sees each folder as it was when something in it was first asked for. */
  async stat(path: string): Promise<SourceFile | undefined> {
    if (path.includes('\0')) return undefined;
    if (!(await this.#names.mayHave(join(this.#place.root, path)))) return undefined;
    return (await this.locate(path))?.file;
  }

  async *read(path: string, range?: ByteRange): AsyncIterable<Buffer> {
    if (range && range.end <= range.start) return;
    const found = await this.locate(path);
    if (!found) throw new Error(`There is no file ${path} in the source.`);
    const file = await open(found.absolute, 'r');
    try {
      // A stream's own auto-close would race with an early end of the loop.
      // A stream's own end is included.
      const part = range && { start: range.start, end: range.end - 1 };
      yield* file.createReadStream({ autoClose: false, highWaterMark: READ_BYTES, ...part });
    } finally {
      await file.close();
    }
  }

  /** The real absolute path behind a path of the source; undefined unless it is a regular file inside the root. */
  async locate(path: string): Promise<{ file: SourceFile; absolute: string } | undefined> {
    if (path.includes('\0')) return undefined;
    try {
      const absolute = await realpath(join(this.#place.root, path));
      if (!isInside(this.#place.root, absolute)) return undefined;
      const info = await stat(absolute);
      return info.isFile() ? { file: { path, size: info.size }, absolute } : undefined;
    } catch {
      return undefined;
    }
  }

  async #isFolder(path: string): Promise<boolean> {
    const absolute = await realpath(join(this.#place.root, path)).catch(() => undefined);
    if (absolute === undefined || !isInside(this.#place.root, absolute)) return false;
    return (await stat(absolute)).isDirectory();
  }

  async #leadsToFolder(path: string): Promise<boolean> {
    const info = await stat(join(this.#place.root, path)).catch(() => undefined);
    return info?.isDirectory() ?? false;
  }

  async *#walk(folder: string, wanted: (name: string) => boolean): AsyncIterable<SourceFile> {
    const prefix = folder === '' ? '' : `${folder}/`;
    // Folders carry their slash, so that sorting names gives the order of whole paths.
    const names = await this.#namesIn(folder, wanted);
    let waiting: string[] = [];
    for (const name of names) {
      const isFolder = name.endsWith('/');
      if (!isFolder) waiting.push(prefix + name);
      if (isFolder || waiting.length === STATS_AT_ONCE) {
        yield* this.#existing(waiting);
        waiting = [];
      }
      if (isFolder) yield* this.#walk(prefix + name.slice(0, -1), wanted);
    }
    yield* this.#existing(waiting);
  }

  async *#existing(paths: string[]): AsyncIterable<SourceFile> {
    for (const found of await Promise.all(paths.map((path) => this.locate(path)))) {
      if (found) yield found.file;
    }
  }

  async #namesIn(folder: string, wanted: (name: string) => boolean): Promise<string[]> {
    const names: string[] = [];
    const problem = (name: string, code: string, message: string) =>
      this.#onProblem({
        file: folder === '' ? name : `${folder}/${name}`,
        code,
        message,
        action: 'refused',
      });
    // Buffers: a name that is not UTF-8 would be mangled and then not found.
    const entries = await opendir(join(this.#place.root, folder.split('/').join(sep)), {
      encoding: 'buffer' as BufferEncoding,
      bufferSize: 512,
    });
    for await (const entry of entries) {
      const bytes = entry.name as unknown as Buffer;
      const name = bytes.toString();
      if (!isUtf8(bytes)) {
        if (entry.isDirectory() || wanted(name)) {
          problem(name, 'name_not_utf8', 'The name is not valid UTF-8.');
        }
      } else if (entry.isDirectory()) names.push(`${name}/`);
      else if (entry.isFile()) {
        if (wanted(name)) names.push(name);
      } else if (entry.isSymbolicLink()) {
        const path = folder === '' ? name : `${folder}/${name}`;
        if (wanted(name) && (await this.locate(path))) names.push(name);
        else if (wanted(name) || (await this.#leadsToFolder(path))) {
          problem(
            name,
            'link_not_followed',
            'Links to folders, and out of the source, are not followed.',
          );
        }
      }
    }
    return names.sort();
  }
}

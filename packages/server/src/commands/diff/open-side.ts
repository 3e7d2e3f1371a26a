import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileBytes, streamedBytes } from '../../archives/bytes.ts';
import { LineIndex } from '../../archives/line-index.ts';
import type { Scratch } from '../../archives/scratch.ts';
import { SortedLines } from '../../archives/sorted-lines.ts';
import { ZipSource } from '../../archives/zip-source.ts';
import type { Context } from '../../catalog/context.ts';
import { CatalogError } from '../../catalog/errors.ts';
import { parseUid } from '../../db/ids.ts';
import { FormatError } from '../../formats/errors.ts';
import { readLines } from '../../formats/files/text.ts';
import type { ByteRange, ImportFormat, ImportSource } from '../../formats/model.ts';
import { detectFormat } from '../../formats/readers.ts';
import { SUMS_PATH } from '../../formats/zip/sums.ts';
import { Complaint } from '../complaint.ts';
import { withoutImages } from './labels-only.ts';

/** One of the two archives. */
export interface Side {
  /** As the user named it. */
  name: string;
  format: ImportFormat;
  source: ImportSource;
  /** The images are not in the archive, and so neither is their extension. */
  labelsOnly: boolean;
  media: Media;
  close(): Promise<void>;
}

/** Throws `Complaint` for what is not there, or cannot be read. `openContext` is asked only for an export's uid. */
export function openSide(
  name: string,
  openContext: () => Promise<Context>,
  scratch: Scratch,
): Promise<Side> {
  return naming(name, () => open(name, openContext, scratch));
}

/** What `work` does with the archive; its faults name it. */
export async function naming<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof FormatError ? new Complaint(`${name}: ${error.message}`) : error;
  }
}

async function open(
  name: string,
  openContext: () => Promise<Context>,
  scratch: Scratch,
): Promise<Side> {
  const zip = await openZip(name, openContext, scratch);
  try {
    return await sideOf(name, zip, scratch);
  } catch (error) {
    await zip.close();
    throw error;
  }
}

async function sideOf(name: string, zip: ZipSource, scratch: Scratch): Promise<Side> {
  const format = await detectFormat(zip);
  if (!format) throw new Complaint(`${name}: it holds no labelled data that Sheaf can read.`);
  const reduced = format.name === 'yolo' ? await withoutImages(zip) : undefined;
  return {
    name,
    format,
    source: reduced ?? zip,
    labelsOnly: reduced !== undefined,
    media: new Media(zip, await readSums(zip, scratch)),
    close: () => zip.close(),
  };
}

async function openZip(name: string, openContext: () => Promise<Context>, scratch: Scratch) {
  const found = await stat(name).catch(() => undefined);
  if (found?.isFile()) return ZipSource.open(await fileBytes(resolve(name)), scratch);
  const uid = parseUid(name);
  if (uid === undefined)
    throw new Complaint(`${name}: there is no such archive, and it is no uid.`);
  const { openExportArchive } = await import('../../catalog/exports/archive.ts');
  const { getExport } = await import('../../catalog/exports/get.ts');
  try {
    const ctx = await openContext();
    await getExport(ctx, uid);
    const archive = await openExportArchive(ctx, uid);
    return await ZipSource.open(streamedBytes(archive.size, archive.read), scratch);
  } catch (error) {
    if (!(error instanceof CatalogError) || error.code !== 'not_found') throw error;
    throw new Complaint(`${name}: there is no such export, or it has no archive.`);
  }
}

/** `SHA256SUMS` by path; undefined when the archive has none. */
async function readSums(zip: ZipSource, scratch: Scratch): Promise<LineIndex | undefined> {
  if (!(await zip.stat(SUMS_PATH))) return undefined;
  const lines = new SortedLines(scratch);
  for await (const line of readLines(zip, SUMS_PATH)) {
    const [, digest, path] = /^([0-9a-f]{64}) {2}([^\t]+)$/.exec(line) ?? [];
    if (digest !== undefined && path !== undefined) await lines.add(path, digest);
  }
  return LineIndex.write(scratch, lines.sorted());
}

export interface MediaPlace {
  path: string;
  /** Where in that file, when it is an archive itself. */
  range: ByteRange | undefined;
}

/** The media of an archive, as far as it takes to tell it from that of another. */
export class Media {
  readonly #zip: ZipSource;
  readonly #sums: LineIndex | undefined;

  constructor(zip: ZipSource, sums: LineIndex | undefined) {
    this.#zip = zip;
    this.#sums = sums;
  }

  /** Size and CRC-32, then the SHA-256 that the archive states, or that of the bytes when it states none. */
  async isEqual(place: MediaPlace, other: Media, itsPlace: MediaPlace): Promise<boolean> {
    const [mine, its] = [await this.#look(place), await other.#look(itsPlace)];
    if (mine.size !== its.size) return false;
    const isKnown = mine.crc32 !== undefined && its.crc32 !== undefined;
    if (isKnown && mine.crc32 !== its.crc32) return false;
    return (await this.#sha256(place)) === (await other.#sha256(itsPlace));
  }

  async #look({ path, range }: MediaPlace): Promise<{ size?: number; crc32?: number }> {
    if (range) return { size: range.end - range.start };
    const entry = await this.#zip.entry(path);
    return entry ? { size: entry.size, crc32: entry.crc32 } : {};
  }

  async #sha256({ path, range }: MediaPlace): Promise<string> {
    const stated = range ? undefined : await this.#sums?.get(path);
    if (stated !== undefined) return stated;
    const hash = createHash('sha256');
    for await (const piece of this.#zip.read(path, range)) hash.update(piece);
    return hash.digest('hex');
  }
}

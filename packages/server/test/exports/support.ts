import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';
import type { Context } from '../../src/catalog/context.ts';
import { openExportArchive } from '../../src/catalog/exports/archive.ts';
import { createExport, type NewExport } from '../../src/catalog/exports/create.ts';
import { getExport } from '../../src/catalog/exports/get.ts';
import { runExport } from '../../src/catalog/exports/run.ts';
import type { ExportRow } from '../../src/catalog/exports/row.ts';

/** Entries of an archive by path, read by a program that is not ours. */
export type Unzipped = Record<string, string>;

/** Every entry's bytes as latin1 text. Throws for a path that stands twice and for content that fails a checksum. */
export async function unzip(archive: Buffer): Promise<Unzipped> {
  const zip = await fromBufferPromise(archive, { lazyEntries: true });
  const found: Unzipped = {};
  for await (const entry of zip.eachEntry()) {
    const bytes = await buffer(await zip.openReadStreamPromise(entry));
    if (crc32(bytes) !== entry.crc32) throw new Error(`${entry.fileName} fails its checksum`);
    if (entry.fileName in found) throw new Error(`${entry.fileName} stands twice`);
    found[entry.fileName] = bytes.toString('latin1');
  }
  const paths = Object.keys(found);
  if (paths.at(-1) !== 'SHA256SUMS') throw new Error('SHA256SUMS is not the last entry');
  if (found['SHA256SUMS'] !== sumsOf(found)) throw new Error('SHA256SUMS is wrong');
  return found;
}

/** What `sha256sum` would print for all the others. */
function sumsOf(entries: Unzipped): string {
  const lines = Object.entries(entries)
    .filter(([path]) => path !== 'SHA256SUMS')
    .map(([path, text]) => {
      const digest = createHash('sha256').update(text, 'latin1').digest('hex');
      return `${digest}  ${path}\n`;
    });
  return Buffer.from(lines.join('')).toString('latin1');
}

export const input = (some: Partial<NewExport>): NewExport => ({
  name: 'An export',
  format: 'avala-json-external',
  datasets: [],
  projects: [],
  slices: [],
  ...some,
});

/** Asks for an export and runs it here. */
export async function exported(ctx: Context, some: Partial<NewExport>): Promise<ExportRow> {
  const { uid } = await createExport(ctx, input(some));
  await runExport(ctx, uid);
  return getExport(ctx, uid);
}

export async function archiveOf(ctx: Context, uid: string): Promise<Buffer> {
  const archive = await openExportArchive(ctx, uid);
  const bytes = await buffer(archive.read());
  if (bytes.length !== archive.size) throw new Error('The size is wrong');
  return bytes;
}

export async function entriesOf(ctx: Context, some: Partial<NewExport>): Promise<Unzipped> {
  const row = await exported(ctx, some);
  if (row.status !== 'exported') throw new Error(row.error ?? row.status);
  return unzip(await archiveOf(ctx, row.uid));
}

/** The parts of export.json that the tests look at. */
export interface GroupedJson {
  scheme_version: string;
  export_info: { name: string; created_at: string; filter_query_string: string | null };
  datasets: { uid: string; items: { uid: string; key: string; ref_id: string }[] }[];
  projects: { uid: string; labels: { name: string }[] }[];
  results: { dataset_item_uid: string; project_uid: string; annotations: { label: string }[] }[];
}

export async function jsonOf(ctx: Context, some: Partial<NewExport>): Promise<GroupedJson> {
  const entries = await entriesOf(ctx, some);
  return JSON.parse(entries['export.json'] ?? '') as GroupedJson;
}

export const keysIn = (document: GroupedJson) =>
  document.datasets.flatMap(({ items }) => items.map((item) => item.key));

/** Files below a folder, folders aside. */
export async function filesBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Context } from '../../src/catalog/context.ts';
import { openExportArchive } from '../../src/catalog/exports/archive.ts';
import { createExport, type NewExport } from '../../src/catalog/exports/create.ts';
import { getExport } from '../../src/catalog/exports/get.ts';
import { runExport } from '../../src/catalog/exports/run.ts';
import type { ExportRow } from '../../src/catalog/exports/row.ts';

/** Entries of an archive by path, read by a program that is not ours. */
export type Unzipped = Record<string, string>;

const READ_ZIP = `
import json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
names = archive.namelist()
assert len(names) == len(set(names)), 'an entry stands twice'
print(json.dumps({name: archive.read(name).decode('latin-1') for name in names}))`;

export function unzip(archive: Buffer): Unzipped {
  const folder = mkdtempSync(join(tmpdir(), 'sheaf-unzip-'));
  try {
    const path = join(folder, 'archive.zip');
    writeFileSync(path, archive);
    const text = execFileSync('python3', ['-c', READ_ZIP, path], { maxBuffer: 1 << 30 });
    return JSON.parse(text.toString()) as Unzipped;
  } finally {
    rmSync(folder, { recursive: true });
  }
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

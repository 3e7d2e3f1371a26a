import { createReadStream } from 'node:fs';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Spill, ZipSpills } from '../../formats/zip/ports.ts';
import type { Catalog } from '../context.ts';

const PARTS = ['directory', 'sums'] as const satisfies (keyof ZipSpills)[];

/** Named by the export, so that the next attempt finds what a killed one left. */
export const spillPaths = (catalog: Catalog, uid: string) =>
  PARTS.map((part) => join(catalog.workDir, `export-${uid}.${part}.spill`));

export async function removeSpills(catalog: Catalog, uid: string): Promise<void> {
  for (const path of spillPaths(catalog, uid)) await rm(path, { force: true });
}

/** Keeps an archive's table of contents and its checksums in files while `work` runs. */
export async function withSpills<T>(
  catalog: Catalog,
  uid: string,
  work: (spills: ZipSpills) => Promise<T>,
): Promise<T> {
  await mkdir(catalog.workDir, { recursive: true });
  const files: FileHandle[] = [];
  try {
    const spill = async (path: string): Promise<Spill> => {
      const file = await open(path, 'w', 0o600);
      files.push(file);
      return {
        async append(chunk) {
          await file.appendFile(chunk);
        },
        read: () => createReadStream(path),
      };
    };
    const [directory = '', sums = ''] = spillPaths(catalog, uid);
    return await work({ directory: await spill(directory), sums: await spill(sums) });
  } finally {
    for (const file of files) await file.close();
    await removeSpills(catalog, uid);
  }
}

import { createReadStream } from 'node:fs';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { ZipSpills } from '../../formats/zip/ports.ts';
import type { Catalog } from '../context.ts';

const PARTS = ['directory', 'sums', 'later'] as const satisfies (keyof ZipSpills)[];

/** As large as the pieces that are appended: each is handed on to be deflated. */
const READ_BYTES = 256 * 1024;

/** Named by the export, so that the next attempt finds what a killed one left. */
export const spillPaths = (catalog: Catalog, uid: string) =>
  PARTS.map((part) => join(catalog.workDir, `export-${uid}.${part}.spill`));

export async function removeSpills(catalog: Catalog, uid: string): Promise<void> {
  for (const path of spillPaths(catalog, uid)) await rm(path, { force: true });
}

/** Keeps in files what an archive cannot hold in memory, while `work` runs. */
export async function withSpills<T>(
  catalog: Catalog,
  uid: string,
  work: (spills: ZipSpills) => Promise<T>,
): Promise<T> {
  await mkdir(catalog.workDir, { recursive: true });
  const files: FileHandle[] = [];
  try {
    const spill = async (path: string): Promise<ZipSpills['later']> => {
      // Not for writing from a place on: what is appended after `clear` begins the file.
      const file = await open(path, 'a', 0o600);
      files.push(file);
      return {
        async append(chunk) {
          await file.appendFile(chunk);
        },
        read: () => createReadStream(path, { highWaterMark: READ_BYTES }),
        clear: () => file.truncate(),
      };
    };
    const [directory = '', sums = '', later = ''] = spillPaths(catalog, uid);
    return await work({
      directory: await spill(directory),
      sums: await spill(sums),
      later: await spill(later),
    });
  } finally {
    for (const file of files) await file.close();
    await removeSpills(catalog, uid);
  }
}

import { createReadStream } from 'node:fs';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Spill } from '../../formats/zip/ports.ts';
import type { Catalog } from '../context.ts';

/** Named by the export, so that the next attempt finds what a killed one left. */
export const spillPath = (catalog: Catalog, uid: string) =>
  join(catalog.workDir, `export-${uid}.spill`);

export const removeSpill = (catalog: Catalog, uid: string) =>
  rm(spillPath(catalog, uid), { force: true });

/** Keeps an archive's table of contents in a file while `work` runs. */
export async function withSpill<T>(
  catalog: Catalog,
  uid: string,
  work: (spill: Spill) => Promise<T>,
): Promise<T> {
  const path = spillPath(catalog, uid);
  await mkdir(dirname(path), { recursive: true });
  let file: FileHandle | undefined;
  try {
    const opened = (file = await open(path, 'w', 0o600));
    return await work({
      async append(chunk) {
        await opened.appendFile(chunk);
      },
      read: () => createReadStream(path),
    });
  } finally {
    await file?.close();
    await removeSpill(catalog, uid);
  }
}

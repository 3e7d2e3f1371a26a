import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackArchive } from '../../archives/unpack.ts';
import type { Catalog } from '../context.ts';
import { filesFolder, unpackedFolder, uploadFolder } from './folder.ts';
import { MOST_BYTES } from './model.ts';

/**
 * Unpacks an upload that is a single archive, once. Bounded by what an upload may hold, whatever the archive says of itself. A
 * tar whose files come in samples is left as it is: that is a WebDataset.
 */
export async function unpackUpload(
  catalog: Catalog,
  uid: string,
  format: string,
  signal: AbortSignal,
): Promise<void> {
  const done = unpackedFolder(catalog, uid);
  const names = await readdir(filesFolder(catalog, uid));
  const [only, ...others] = names;
  if (only === undefined || others.length > 0 || format === 'webdataset') return;
  if ((await readdir(uploadFolder(catalog, uid))).includes('unpacked')) return;
  const archive = join(filesFolder(catalog, uid), only);
  // A killed attempt begins anew; only a whole one gets the name.
  const making = `${done}.part`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { mode: 0o700 });
  const most = catalog.uploadBytes ?? MOST_BYTES;
  if (await unpackArchive(archive, making, most, signal)) await rename(making, done);
  else await rm(making, { recursive: true, force: true });
}

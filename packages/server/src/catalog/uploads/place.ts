import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalog } from '../context.ts';
import type { SourcePlace } from '../imports/roots.ts';
import { filesFolder, unpackedFolder } from './folder.ts';

/** Folders in folders that a browser or an archive puts around what is meant. */
const WRAPPED = 8;

/** What is imported of an upload: its files, or what was in its archive, without the folders that are around all of it. */
export async function uploadPlace(catalog: Catalog, uid: string): Promise<SourcePlace> {
  const unpacked = unpackedFolder(catalog, uid);
  let root = (await isFolder(unpacked)) ? unpacked : filesFolder(catalog, uid);
  for (let depth = 0; depth < WRAPPED; depth++) {
    const [only, ...others] = await readdir(root);
    if (only === undefined || others.length > 0 || !(await isFolder(join(root, only)))) break;
    // These names say which split the images are of.
    if (/^(images|labels|train|val|valid|test)$/i.test(only)) break;
    root = join(root, only);
  }
  return { root: await realpath(root) };
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (info) => info.isDirectory(),
    () => false,
  );

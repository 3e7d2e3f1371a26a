import { realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isInside } from '../imports/roots.ts';
import type { BucketPlace } from './place.ts';

/** The folder that is the bucket: the first import root of that name, case aside. */
export const importRoot = (roots: readonly string[], bucket: string): string | undefined =>
  roots.find((root) => basename(root).toLowerCase() === bucket.toLowerCase());

/** What a place is on disk: a folder or a file below the import root of its bucket. */
export interface DiskPlace {
  /** Real absolute path. */
  path: string;
  isFolder: boolean;
  /** Bytes of a file. */
  size: number;
}

/** Undefined when there is no such root, no such file, or a link leads out of the root. */
export async function findOnDisk(
  roots: readonly string[],
  { bucket, key }: BucketPlace,
): Promise<DiskPlace | undefined> {
  const root = importRoot(roots, bucket);
  if (root === undefined) return undefined;
  try {
    const [real, path] = await Promise.all([realpath(root), realpath(join(root, key))]);
    if (!isInside(real, path)) return undefined;
    const info = await stat(path);
    if (!info.isFile() && !info.isDirectory()) return undefined;
    return { path, isFolder: info.isDirectory(), size: info.size };
  } catch {
    return undefined;
  }
}

import { folderOf, nameOf } from './paths.ts';

/** The name of the folder in which a file stands, which is its label in some layouts; undefined at the root. */
export function lastFolder(path: string): string | undefined {
  const folder = folderOf(path);
  return folder === '' ? undefined : nameOf(folder);
}

